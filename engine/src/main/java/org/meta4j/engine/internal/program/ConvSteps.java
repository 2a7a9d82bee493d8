package org.meta4j.engine.internal.program;

import java.util.Arrays;
import org.meta4j.engine.graph.ConvGeometry;
import org.meta4j.engine.internal.kernels.Kernels;

/** Convolution and its two gradients by {@link TapTable}, for images of many channels. */
final class ConvSteps {
    private ConvSteps() {}

    /** Multiply-adds of a convolution or of one of its gradients, padding included. */
    static long work(ConvGeometry g) {
        return (long) g.images() * g.outPixels() * g.taps() * g.channels() * g.filters();
    }

    /** conv(x, w), or back from y to x with the transposed filters: the same walk over the pairs. */
    static final class Gathered extends BatchStep {
        private final ConvGeometry g;
        private final TapTable table;
        private final boolean forward;
        private final Buffer source;
        private final Buffer filters;
        private final Buffer target;

        Gathered(
                ConvGeometry geometry,
                TapTable table,
                boolean forward,
                Buffer source,
                Buffer filters,
                Buffer target,
                int parts) {
            super(geometry.images(), parts);
            this.g = geometry;
            this.table = table;
            this.forward = forward;
            this.source = source;
            this.filters = filters;
            this.target = target;
        }

        @Override
        void run(int part, int first, int end, Frame f) {
            int sourceWidth = forward ? g.channels() : g.filters();
            int targetWidth = forward ? g.filters() : g.channels();
            int sourcePixels = forward ? g.inPixels() : g.outPixels();
            int targetPixels = forward ? g.outPixels() : g.inPixels();
            int[][] sourceRows = forward ? table.in : table.out;
            int[][] targetRows = forward ? table.out : table.in;
            float[] y = target.array(f);
            for (int image = first; image < end; image += table.blockImages) {
                int images = Math.min(table.blockImages, end - image);
                int ao = source.at(image * sourcePixels * sourceWidth, f);
                int co = target.at(image * targetPixels * targetWidth, f);
                Arrays.fill(y, co, co + images * targetPixels * targetWidth, 0);
                for (int tap = 0; tap < g.taps(); tap++) {
                    f.kernels.gemmRows(
                            0,
                            table.pairs(tap, images),
                            sourceRows[tap],
                            targetRows[tap],
                            targetWidth,
                            sourceWidth,
                            source.array(f),
                            ao,
                            filters.array(f),
                            filters.offset + tap * sourceWidth * targetWidth,
                            y,
                            co);
                }
            }
        }

        @Override
        public String toString() {
            return (forward ? "conv " : "conv-input ") + g + " " + source + " " + filters + " -> " + target;
        }
    }

    /** conv's gradient to its filters. Each part sums its blocks, and the parts are summed in order. */
    static final class Weight extends BatchStep {
        private final ConvGeometry g;
        private final TapTable table;
        private final Buffer x;
        private final Buffer gradient;
        private final Buffer partial;
        private final Buffer y;
        private final boolean add;

        /**
         * @param partial room for parts × y.length numbers if there is more than one part, otherwise y
         * @param add whether the gradient is added to what {@code y} holds
         */
        Weight(
                ConvGeometry geometry,
                TapTable table,
                Buffer x,
                Buffer gradient,
                Buffer partial,
                Buffer y,
                boolean add,
                int parts) {
            super(geometry.images(), parts);
            this.g = geometry;
            this.table = table;
            this.x = x;
            this.gradient = gradient;
            this.partial = partial;
            this.y = y;
            this.add = add;
        }

        @Override
        int scratch() {
            return Kernels.OUTER_ROWS * (g.channels() + g.filters());
        }

        @Override
        void begin(int part, Frame f) {
            if (parts() > 1 || !add) {
                int base = partial.offset + part * y.length;
                Arrays.fill(partial.array(f), base, base + y.length, 0);
            }
        }

        @Override
        void run(int part, int first, int end, Frame f) {
            int tapLength = g.channels() * g.filters();
            int base = partial.offset + part * y.length;
            for (int image = first; image < end; image += table.blockImages) {
                int images = Math.min(table.blockImages, end - image);
                for (int tap = 0; tap < g.taps(); tap++) {
                    f.kernels.outerRows(
                            table.pairs(tap, images),
                            table.in[tap],
                            table.out[tap],
                            g.channels(),
                            g.filters(),
                            x.array(f),
                            x.at(image * g.inPixels() * g.channels(), f),
                            gradient.array(f),
                            gradient.at(image * g.outPixels() * g.filters(), f),
                            partial.array(f),
                            base + tap * tapLength,
                            f.scratch,
                            scratchBase);
                }
            }
        }

        @Override
        public void finish(Frame f) {
            if (parts() > 1) {
                float[] target = y.array(f);
                if (!add) {
                    Arrays.fill(target, y.offset, y.offset + y.length, 0);
                }
                f.kernels.addRows(parts(), y.length, partial.array(f), partial.offset, target, y.offset);
            }
        }

        @Override
        public String toString() {
            return "conv-weight " + g + " " + x + " " + gradient + (add ? " +> " : " -> ") + y;
        }
    }
}
