package org.meta4j.engine.internal.program;

import java.util.Arrays;
import org.meta4j.engine.graph.ConvGeometry;
import org.meta4j.engine.internal.kernels.Kernels;

/**
 * Convolutions of 3 × 3 with stride 1 and their gradients by Winograd's minimal filtering (Lavin, Gray: Fast Algorithms for
 * Convolutional Neural Networks, 2015, arXiv:1509.09308, F(2 × 2, 3 × 3)): transforms of tiles and of filters, and 16
 * products where the direct way has 36. Results differ from the direct way's in the last bits.
 */
final class WinogradSteps {
    private WinogradSteps() {}

    /** Filters to their 16 transformed elements. */
    static final class Filters extends Step {
        private final int numbers;
        private final boolean turned;
        private final Buffer w;
        private final Buffer u;

        /** @param turned for the way back to the input */
        Filters(ConvGeometry g, boolean turned, Buffer w, Buffer u) {
            this.numbers = g.channels() * g.filters();
            this.turned = turned;
            this.w = w;
            this.u = u;
        }

        static int length(ConvGeometry g) {
            return WinogradTiles.ELEMENTS * g.channels() * g.filters();
        }

        @Override
        public void run(int part, Frame f) {
            f.kernels.winogradFilters(numbers, turned, w.array(f), w.offset, u.array(f), u.offset);
        }

        @Override
        public String toString() {
            return "winograd-filters " + numbers + (turned ? " turned " : " ") + w + " -> " + u;
        }
    }

    /** conv(x, w), or back from y to x: the same with the transposed, turned filters and the rest of the padding. */
    static final class Gathered extends BatchStep {
        private final ConvGeometry g;
        private final boolean forward;
        private final WinogradTiles tiles;
        private final Buffer source;
        private final Buffer transformed;
        private final Buffer target;
        private final int height;
        private final int width;
        private final int channels;
        private final int filters;
        private final int outHeight;
        private final int outWidth;
        private final int border;

        Gathered(ConvGeometry g, boolean forward, Buffer source, Buffer transformed, Buffer target, int parts) {
            super(g.images(), parts);
            this.g = g;
            this.forward = forward;
            this.source = source;
            this.transformed = transformed;
            this.target = target;
            height = forward ? g.height() : g.outHeight();
            width = forward ? g.width() : g.outWidth();
            channels = forward ? g.channels() : g.filters();
            filters = forward ? g.filters() : g.channels();
            outHeight = forward ? g.outHeight() : g.height();
            outWidth = forward ? g.outWidth() : g.width();
            border = forward ? g.padding() : 2 - g.padding();
            tiles = new WinogradTiles(g.images(), outHeight, outWidth);
        }

        private int bordered() {
            return scratchBase;
        }

        private int elements() {
            return bordered() + tiles.borderedPixels() * Math.max(channels, filters);
        }

        private int products() {
            return elements() + WinogradTiles.ELEMENTS * tiles.blockImages * tiles.tiles() * channels;
        }

        @Override
        int scratch() {
            return products() - scratchBase + WinogradTiles.ELEMENTS * tiles.blockImages * tiles.tiles() * filters;
        }

        @Override
        void run(int part, int first, int end, Frame f) {
            for (int image = first; image < end; image += tiles.blockImages) {
                block(image, Math.min(tiles.blockImages, end - image), f);
            }
        }

        private void block(int image, int images, Frame f) {
            int plane = tiles.blockImages * tiles.tiles() * channels;
            int productPlane = tiles.blockImages * tiles.tiles() * filters;
            tiles.clear(f, bordered(), channels);
            for (int i = 0; i < images; i++) {
                input(image + i, elements() + i * tiles.tiles() * channels, plane, f);
            }
            for (int element = 0; element < WinogradTiles.ELEMENTS; element++) {
                f.kernels.gemm(
                        images * tiles.tiles(),
                        filters,
                        channels,
                        f.scratch,
                        elements() + element * plane,
                        channels,
                        1,
                        transformed.array(f),
                        transformed.offset + element * channels * filters,
                        f.scratch,
                        products() + element * productPlane);
            }
            for (int i = 0; i < images; i++) {
                output(image + i, products() + i * tiles.tiles() * filters, productPlane, f);
            }
        }

        private void input(int image, int to, int plane, Frame f) {
            int from = source.at(image * height * width * channels, f);
            tiles.input(f, source.array(f), from, height, width, channels, border, bordered(), to, plane);
        }

        private void output(int image, int from, int plane, Frame f) {
            int to = target.at(image * outHeight * outWidth * filters, f);
            tiles.output(f, from, plane, target.array(f), to, outHeight, outWidth, filters, bordered());
        }

        @Override
        public String toString() {
            return (forward ? "winograd " : "winograd-input ") + g + " " + source + " " + transformed + " -> " + target;
        }
    }

    /** conv's gradient to its filters: for each element of a tile a sum of outer products over all tiles. */
    static final class Weight extends BatchStep {
        private final ConvGeometry g;
        private final WinogradTiles tiles;
        private final Buffer x;
        private final Buffer gradient;
        private final Buffer partial;
        private final Buffer y;
        private final int[] inOrder;

        /** @param partial room for parts × {@link Filters#length} numbers */
        Weight(ConvGeometry g, Buffer x, Buffer gradient, Buffer partial, Buffer y, int parts) {
            super(g.images(), parts);
            this.g = g;
            this.x = x;
            this.gradient = gradient;
            this.partial = partial;
            this.y = y;
            tiles = new WinogradTiles(g.images(), g.outHeight(), g.outWidth());
            inOrder = new int[tiles.blockImages * tiles.tiles()];
            Arrays.setAll(inOrder, i -> i);
        }

        private int bordered() {
            return scratchBase;
        }

        private int elements() {
            return bordered() + tiles.borderedPixels() * Math.max(g.channels(), g.filters());
        }

        private int gradients() {
            return elements() + WinogradTiles.ELEMENTS * inOrder.length * g.channels();
        }

        private int copies() {
            return gradients() + WinogradTiles.ELEMENTS * inOrder.length * g.filters();
        }

        @Override
        int scratch() {
            return copies() - scratchBase + Kernels.OUTER_ROWS * (g.channels() + g.filters());
        }

        @Override
        void begin(int part, Frame f) {
            int length = Filters.length(g);
            int base = partial.offset + part * length;
            Arrays.fill(partial.array(f), base, base + length, 0);
        }

        @Override
        void run(int part, int first, int end, Frame f) {
            for (int image = first; image < end; image += tiles.blockImages) {
                block(part, image, Math.min(tiles.blockImages, end - image), f);
            }
        }

        private void block(int part, int image, int images, Frame f) {
            int plane = inOrder.length * g.channels();
            int gradientPlane = inOrder.length * g.filters();
            tiles.clear(f, bordered(), g.channels());
            for (int i = 0; i < images; i++) {
                input(image + i, elements() + i * tiles.tiles() * g.channels(), plane, f);
            }
            tiles.clear(f, bordered(), g.filters());
            for (int i = 0; i < images; i++) {
                gradient(image + i, gradients() + i * tiles.tiles() * g.filters(), gradientPlane, f);
            }
            for (int element = 0; element < WinogradTiles.ELEMENTS; element++) {
                f.kernels.outerRows(
                        images * tiles.tiles(),
                        inOrder,
                        inOrder,
                        g.channels(),
                        g.filters(),
                        f.scratch,
                        elements() + element * plane,
                        f.scratch,
                        gradients() + element * gradientPlane,
                        partial.array(f),
                        partial.offset + part * Filters.length(g) + element * g.channels() * g.filters(),
                        f.scratch,
                        copies());
            }
        }

        private void input(int image, int to, int plane, Frame f) {
            int from = x.at(image * g.inPixels() * g.channels(), f);
            tiles.input(f, x.array(f), from, g.height(), g.width(), g.channels(), g.padding(), bordered(), to, plane);
        }

        private void gradient(int image, int to, int plane, Frame f) {
            int from = gradient.at(image * g.outPixels() * g.filters(), f);
            tiles.gradient(f, gradient.array(f), from, g.outHeight(), g.outWidth(), g.filters(), bordered(), to, plane);
        }

        @Override
        public void finish(Frame f) {
            int length = Filters.length(g);
            if (parts() > 1) {
                f.kernels.addRows(
                        parts() - 1,
                        length,
                        partial.array(f),
                        partial.offset + length,
                        partial.array(f),
                        partial.offset);
            }
            f.kernels.winogradFilterGradient(
                    g.channels() * g.filters(), partial.array(f), partial.offset, y.array(f), y.offset);
        }

        @Override
        public String toString() {
            return "winograd-weight " + g + " " + x + " " + gradient + " -> " + y;
        }
    }
}
