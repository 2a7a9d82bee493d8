package org.meta4j.engine.internal.program;

import java.util.Arrays;
import org.meta4j.engine.internal.graph.ConvGeometry;

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

    /** Rows of an image with its border. */
    int borderedHeight() {
        return 2 * rows + 2;
    }

    int borderedWidth() {
        return 2 * columns + 2;
    }

    int borderedPixels() {
        return borderedHeight() * borderedWidth();
    }

    /**
     * Copies an image into the middle of a bordered one.
     *
     * @param top width of the border above and to the left
     * @param borderedRow floats of a row of the bordered image
     */
    static void copyInto(
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

    /** Zeros for {@code images} bordered images. */
    static void clear(float[] scratch, int from, int length) {
        Arrays.fill(scratch, from, from + length, 0);
    }
}
