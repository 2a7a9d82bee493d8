package org.meta4j.engine.internal.program;

import java.util.Arrays;
import org.meta4j.engine.internal.graph.ConvGeometry;

/** Convolution and its two gradients by {@link TapTable}, for images of many channels. */
final class ConvSteps {
    private ConvSteps() {}

    /** conv(x, w), or back from y to x with the transposed filters: the same walk over the pairs. */
    static final class Gathered extends Step {
        private final ConvGeometry g;
        private final TapTable table;
        private final boolean forward;
        private final Buffer source;
        private final Buffer filters;
        private final Buffer target;
        private final int parts;

        Gathered(ConvGeometry geometry, TapTable table, boolean forward, Buffer source, Buffer filters, Buffer target) {
            this.g = geometry;
            this.table = table;
            this.forward = forward;
            this.source = source;
            this.filters = filters;
            this.target = target;
            this.parts = parts(flops() / 2, table.blocks);
        }

        @Override
        public int parts() {
            return parts;
        }

        @Override
        public void run(int part, Frame f) {
            int sourceWidth = forward ? g.channels() : g.filters();
            int targetWidth = forward ? g.filters() : g.channels();
            int sourcePixels = forward ? g.inPixels() : g.outPixels();
            int targetPixels = forward ? g.outPixels() : g.inPixels();
            int[][] sourceRows = forward ? table.in : table.out;
            int[][] targetRows = forward ? table.out : table.in;
            float[] y = target.array(f);
            int end = from(table.blocks, part + 1, parts);
            for (int block = from(table.blocks, part, parts); block < end; block++) {
                int image = block * table.blockImages;
                int ao = source.offset + image * sourcePixels * sourceWidth;
                int co = target.offset + image * targetPixels * targetWidth;
                Arrays.fill(y, co, co + table.imagesIn(block) * targetPixels * targetWidth, 0);
                for (int tap = 0; tap < g.taps(); tap++) {
                    f.kernels.gemmRows(
                            0,
                            table.pairs(tap, block),
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
        public long flops() {
            return 2 * table.totalPairs() * g.channels() * g.filters();
        }

        @Override
        public String toString() {
            return (forward ? "conv " : "conv-input ") + g + " " + source + " " + filters + " -> " + target;
        }
    }

    /** conv's gradient to its filters. Each part sums its blocks, and the parts are summed in order. */
    static final class Weight extends Step {
        private final ConvGeometry g;
        private final TapTable table;
        private final Buffer x;
        private final Buffer gradient;
        private final Buffer partial;
        private final Buffer y;
        private final int parts;

        /** @param partial room for parts × y.length numbers if there is more than one part, otherwise y */
        Weight(ConvGeometry geometry, TapTable table, Buffer x, Buffer gradient, Buffer partial, Buffer y) {
            this.g = geometry;
            this.table = table;
            this.x = x;
            this.gradient = gradient;
            this.partial = partial;
            this.y = y;
            this.parts = partsOf(geometry, table);
        }

        static int partsOf(ConvGeometry g, TapTable table) {
            return parts(table.totalPairs() * g.channels() * g.filters(), table.blocks);
        }

        @Override
        public int parts() {
            return parts;
        }

        @Override
        int scratch() {
            return g.channels() * g.filters();
        }

        @Override
        public void run(int part, Frame f) {
            int tapLength = g.channels() * g.filters();
            int base = partial.offset + part * y.length;
            float[] sums = partial.array(f);
            int first = from(table.blocks, part, parts);
            int end = from(table.blocks, part + 1, parts);
            for (int block = first; block < end; block++) {
                int image = block * table.blockImages;
                for (int tap = 0; tap < g.taps(); tap++) {
                    boolean direct = block == first;
                    float[] c = direct ? sums : f.scratch;
                    int co = direct ? base + tap * tapLength : 0;
                    f.kernels.outerRows(
                            table.pairs(tap, block),
                            table.in[tap],
                            table.out[tap],
                            g.channels(),
                            g.filters(),
                            x.array(f),
                            x.offset + image * g.inPixels() * g.channels(),
                            gradient.array(f),
                            gradient.offset + image * g.outPixels() * g.filters(),
                            c,
                            co);
                    if (!direct) {
                        f.kernels.addRows(1, tapLength, c, co, sums, base + tap * tapLength);
                    }
                }
            }
        }

        @Override
        public void finish(Frame f) {
            if (parts > 1) {
                float[] target = y.array(f);
                Arrays.fill(target, y.offset, y.offset + y.length, 0);
                f.kernels.addRows(parts, y.length, partial.array(f), partial.offset, target, y.offset);
            }
        }

        @Override
        public long flops() {
            return 2 * table.totalPairs() * g.channels() * g.filters();
        }

        @Override
        public String toString() {
            return "conv-weight " + g + " " + x + " " + gradient + " -> " + y;
        }
    }
}
