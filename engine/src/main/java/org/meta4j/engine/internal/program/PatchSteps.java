package org.meta4j.engine.internal.program;

import java.util.Arrays;
import org.meta4j.engine.graph.ConvGeometry;

/**
 * Convolution and its gradients for images of few channels (a grey image has one): patches are copied
 * to rows of a matrix, and one product does all taps. With few channels a product per tap would be too thin.
 */
final class PatchSteps {
    /** Output pixels in a block: its patches stay in the cache. */
    private static final int BLOCK_PIXELS = 512;

    private PatchSteps() {}

    enum Kind {
        FORWARD,
        INPUT,
        WEIGHT
    }

    /** One of the three; images are split over parts. */
    static final class Patches extends BatchStep {
        private final Kind kind;
        private final ConvGeometry g;
        private final Buffer a;
        private final Buffer b;
        private final Buffer partial;
        private final Buffer y;
        private final boolean add;
        private final int blockImages;
        private final int width;
        private final int[] pixels;

        /**
         * @param a the images (forward, weight) or the gradient (input)
         * @param b the filters (forward), the transposed filters (input) or the gradient (weight)
         * @param partial room for parts × y.length numbers when several parts sum weights, otherwise y
         * @param add whether a gradient to filters is added to what {@code y} holds
         */
        Patches(
                Kind kind,
                ConvGeometry geometry,
                Buffer a,
                Buffer b,
                Buffer partial,
                Buffer y,
                boolean add,
                int parts) {
            super(geometry.images(), parts);
            this.kind = kind;
            this.g = geometry;
            this.a = a;
            this.b = b;
            this.partial = partial;
            this.y = y;
            this.add = add;
            this.width = geometry.taps() * geometry.channels();
            this.pixels = pixels(geometry);
            this.blockImages = Math.max(1, Math.min(g.images(), BLOCK_PIXELS / g.outPixels()));
        }

        @Override
        int scratch() {
            int matrix = kind == Kind.FORWARD ? 0 : width * g.filters();
            return blockImages * g.outPixels() * width + matrix + (g.inPixels() + 1) * g.channels();
        }

        /** Where the copies of patches end in scratch space, and the small matrix of a kind begins. */
        private int matrix() {
            return scratchBase + blockImages * g.outPixels() * width;
        }

        /** Where an image is copied to, with a pixel of zeros behind it that stands for the padding. */
        private int padded() {
            return matrix() + (kind == Kind.FORWARD ? 0 : width * g.filters());
        }

        @Override
        void begin(int part, Frame f) {
            int zeros = padded() + g.inPixels() * g.channels();
            Arrays.fill(f.scratch, zeros, zeros + g.channels(), 0);
            switch (kind) {
                case FORWARD -> {}
                case INPUT -> arrangeFilters(f);
                case WEIGHT -> {
                    if (parts() > 1 || !add) {
                        int base = partial.offset + part * y.length;
                        Arrays.fill(partial.array(f), base, base + y.length, 0);
                    }
                }
            }
        }

        @Override
        void run(int part, int first, int end, Frame f) {
            for (int image = first; image < end; image += blockImages) {
                int images = Math.min(blockImages, end - image);
                switch (kind) {
                    case FORWARD -> forward(f, image, images);
                    case INPUT -> input(f, image, images);
                    case WEIGHT -> weight(f, part, image, images);
                }
            }
        }

        private void forward(Frame f, int image, int images) {
            gather(a.array(f), a.at(image * g.inPixels() * g.channels(), f), images, f.scratch);
            f.kernels.gemm(
                    images * g.outPixels(),
                    g.filters(),
                    width,
                    f.scratch,
                    scratchBase,
                    width,
                    1,
                    b.array(f),
                    b.offset,
                    y.array(f),
                    y.at(image * g.outPixels() * g.filters(), f));
        }

        private void weight(Frame f, int part, int image, int images) {
            gather(a.array(f), a.at(image * g.inPixels() * g.channels(), f), images, f.scratch);
            f.kernels.gemm(
                    width,
                    g.filters(),
                    images * g.outPixels(),
                    f.scratch,
                    scratchBase,
                    1,
                    width,
                    b.array(f),
                    b.at(image * g.outPixels() * g.filters(), f),
                    f.scratch,
                    matrix());
            f.kernels.addRows(1, y.length, f.scratch, matrix(), partial.array(f), partial.offset + part * y.length);
        }

        /** The filters come as [taps, filters, channels]; the product needs [filters, taps · channels]. */
        private void arrangeFilters(Frame f) {
            for (int tap = 0; tap < g.taps(); tap++) {
                for (int filter = 0; filter < g.filters(); filter++) {
                    System.arraycopy(
                            b.array(f),
                            b.offset + (tap * g.filters() + filter) * g.channels(),
                            f.scratch,
                            matrix() + filter * width + tap * g.channels(),
                            g.channels());
                }
            }
        }

        private void input(Frame f, int image, int images) {
            f.kernels.gemm(
                    images * g.outPixels(),
                    width,
                    g.filters(),
                    a.array(f),
                    a.at(image * g.outPixels() * g.filters(), f),
                    g.filters(),
                    1,
                    f.scratch,
                    matrix(),
                    f.scratch,
                    scratchBase);
            int to = y.at(image * g.inPixels() * g.channels(), f);
            Arrays.fill(y.array(f), to, to + images * g.inPixels() * g.channels(), 0);
            scatter(f.scratch, scratchBase, images, y.array(f), to);
        }

        private void gather(float[] x, int xo, int images, float[] scratch) {
            int length = g.inPixels() * g.channels();
            int at = scratchBase;
            for (int image = 0; image < images; image++) {
                System.arraycopy(x, xo + image * length, scratch, padded(), length);
                gather(scratch, padded(), at);
                at += g.outPixels() * width;
            }
        }

        private void gather(float[] scratch, int from, int to) {
            int channels = g.channels();
            if (channels == 1) {
                for (int i = 0; i < pixels.length; i++) {
                    scratch[to + i] = scratch[from + pixels[i]];
                }
                return;
            }
            int at = to;
            for (int pixel : pixels) {
                for (int c = 0; c < channels; c++) {
                    scratch[at++] = scratch[from + pixel * channels + c];
                }
            }
        }

        private void scatter(float[] patches, int po, int images, float[] y, int yo) {
            int channels = g.channels();
            int at = po;
            for (int image = 0; image < images; image++) {
                int base = yo + image * g.inPixels() * channels;
                for (int pixel : pixels) {
                    for (int c = 0; c < channels; c++) {
                        float number = patches[at++];
                        if (pixel < g.inPixels()) {
                            y[base + pixel * channels + c] += number;
                        }
                    }
                }
            }
        }

        /** For each output pixel and tap the pixel of the image that meets; in the padding the one behind the last. */
        private static int[] pixels(ConvGeometry g) {
            int[] pixels = new int[g.outPixels() * g.taps()];
            int at = 0;
            for (int out = 0; out < g.outPixels(); out++) {
                for (int tap = 0; tap < g.taps(); tap++) {
                    int y = out / g.outWidth() * g.stride() - g.padding() + tap / g.kernelWidth();
                    int x = out % g.outWidth() * g.stride() - g.padding() + tap % g.kernelWidth();
                    boolean inside = y >= 0 && y < g.height() && x >= 0 && x < g.width();
                    pixels[at++] = inside ? y * g.width() + x : g.inPixels();
                }
            }
            return pixels;
        }

        @Override
        public void finish(Frame f) {
            if (kind == Kind.WEIGHT && parts() > 1) {
                float[] target = y.array(f);
                if (!add) {
                    Arrays.fill(target, y.offset, y.offset + y.length, 0);
                }
                f.kernels.addRows(parts(), y.length, partial.array(f), partial.offset, target, y.offset);
            }
        }

        @Override
        public String toString() {
            return "patches-" + kind.name().toLowerCase(java.util.Locale.ROOT) + " " + g + " " + a + " " + b
                    + (add ? " +> " : " -> ") + y;
        }
    }
}
