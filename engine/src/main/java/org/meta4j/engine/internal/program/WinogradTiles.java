package org.meta4j.engine.internal.program;

import java.util.Arrays;
import org.meta4j.engine.graph.ConvGeometry;

/**
 * How images are cut into tiles for Winograd's F(2 × 2, 3 × 3): a tile of 4 × 4 pixels of the one side gives 2 × 2 of the
 * other with 16 multiplications a channel and filter instead of 36. Images get a border of zeros: the padding, and what
 * tiles at the edge reach beyond.
 */
final class WinogradTiles {
    /** Elements of a tile. */
    static final int ELEMENTS = 16;

    /** Tiles in a block: enough rows for the products, few enough for the second-level cache. */
    private static final int BLOCK_TILES = 64;

    /** What the transforms cost, in parts of the products: the gain must be worth them. */
    private static final double TRANSFORMS = 1.25;

    /** Tiles a batch must have, so that transforming the filters does not matter. */
    private static final int LEAST_TILES = 64;

    private static final int LEAST_CHANNELS = 16;

    final int rows;
    final int columns;
    final int blockImages;

    /** @param outHeight height and width of the images that the tiles of 2 × 2 pixels cover */
    WinogradTiles(int images, int outHeight, int outWidth) {
        rows = (outHeight + 1) / 2;
        columns = (outWidth + 1) / 2;
        blockImages = Math.max(1, Math.min(images, BLOCK_TILES / tiles()));
    }

    /** Whether a convolution and its gradients are better done so. */
    static boolean suits(ConvGeometry g) {
        boolean possible = g.kernelHeight() == 3
                && g.kernelWidth() == 3
                && g.stride() == 1
                && g.padding() <= 2
                && g.channels() >= LEAST_CHANNELS
                && g.filters() >= LEAST_CHANNELS;
        if (!possible) {
            return false;
        }
        long forward = new WinogradTiles(g.images(), g.outHeight(), g.outWidth()).products(g.images());
        long back = new WinogradTiles(g.images(), g.height(), g.width()).products(g.images());
        long products = Math.max(forward, back);
        return products >= LEAST_TILES * ELEMENTS
                && TRANSFORMS * products * g.channels() * g.filters() < g.multiplyAdds();
    }

    private long products(int images) {
        return (long) images * tiles() * ELEMENTS;
    }

    /** Tiles of an image. */
    int tiles() {
        return rows * columns;
    }

    private int borderedWidth() {
        return 2 * columns + 2;
    }

    /** Pixels of an image with its border. */
    int borderedPixels() {
        return (2 * rows + 2) * borderedWidth();
    }

    /**
     * Transforms the tiles of an image.
     *
     * @param bordered scratch space for the image with its border, whose border is zeros
     * @param border zeros above and to the left of the image
     * @param to where the first of 16 elements goes in scratch space; the others follow {@code plane} apart
     */
    void input(
            Frame f,
            float[] x,
            int xo,
            int height,
            int width,
            int channels,
            int border,
            int bordered,
            int to,
            int plane) {
        int row = borderedWidth() * channels;
        copyInto(height, width, channels, x, xo, f.scratch, bordered, border, row);
        f.kernels.winogradInput(rows, columns, channels, f.scratch, bordered, row, f.scratch, to, plane);
    }

    /** Transforms the 2 × 2 pixels that tiles cover of a gradient; see {@link #input}. */
    void gradient(Frame f, float[] g, int go, int height, int width, int filters, int bordered, int to, int plane) {
        float[] source = g;
        int from = go;
        int row = width * filters;
        if (!areCovered(height, width)) {
            source = f.scratch;
            from = bordered;
            row = borderedWidth() * filters;
            copyInto(height, width, filters, g, go, f.scratch, bordered, 0, row);
        }
        f.kernels.winogradGradient(rows, columns, filters, source, from, row, f.scratch, to, plane);
    }

    /** Puts an image together from the products of its tiles; those at the edge may reach beyond it. */
    void output(Frame f, int from, int plane, float[] y, int yo, int height, int width, int filters, int bordered) {
        if (areCovered(height, width)) {
            f.kernels.winogradOutput(rows, columns, filters, f.scratch, from, plane, y, yo, width * filters);
            return;
        }
        int row = 2 * columns * filters;
        f.kernels.winogradOutput(rows, columns, filters, f.scratch, from, plane, f.scratch, bordered, row);
        for (int line = 0; line < height; line++) {
            System.arraycopy(f.scratch, bordered + line * row, y, yo + line * width * filters, width * filters);
        }
    }

    /** Whether the tiles cover an image and nothing beyond. */
    private boolean areCovered(int height, int width) {
        return height == 2 * rows && width == 2 * columns;
    }

    private static void copyInto(
            int height,
            int width,
            int channels,
            float[] x,
            int xo,
            float[] bordered,
            int bo,
            int top,
            int borderedRow) {
        for (int row = 0; row < height; row++) {
            System.arraycopy(
                    x,
                    xo + row * width * channels,
                    bordered,
                    bo + (row + top) * borderedRow + top * channels,
                    width * channels);
        }
    }

    /** Makes room for a bordered image. */
    void clear(Frame f, int bordered, int channels) {
        Arrays.fill(f.scratch, bordered, bordered + borderedPixels() * channels, 0);
    }
}
