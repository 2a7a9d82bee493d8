package org.meta4j.engine.internal.program;

import org.meta4j.engine.graph.ConvGeometry;

/**
 * For each tap of a filter the pairs (input pixel, output pixel) that it connects, over a block of
 * images. Pairs that would meet the padding are left out, so padding costs nothing; and since a pair is
 * the same in both directions, one table serves the convolution and both of its gradients at every
 * stride and padding.
 */
final class TapTable {
    /** Output pixels in a block: enough to use a tap's weights often while they are in the cache. */
    private static final int BLOCK_PIXELS = 256;

    /** Images in a block. */
    final int blockImages;

    /** [tap][pair], image by image. */
    final int[][] in;

    final int[][] out;

    private final int[] pairsAnImage;

    TapTable(ConvGeometry g) {
        blockImages = Math.max(1, Math.min(g.images(), BLOCK_PIXELS / g.outPixels()));
        in = new int[g.taps()][];
        out = new int[g.taps()][];
        pairsAnImage = new int[g.taps()];
        for (int tap = 0; tap < g.taps(); tap++) {
            fill(g, tap);
        }
    }

    private void fill(ConvGeometry g, int tap) {
        int[] inside = new int[g.outPixels() * blockImages];
        int[] outside = new int[g.outPixels() * blockImages];
        int pairs = 0;
        for (int image = 0; image < blockImages; image++) {
            for (int row = 0; row < g.outHeight(); row++) {
                int y = row * g.stride() - g.padding() + tap / g.kernelWidth();
                for (int column = 0; column < g.outWidth(); column++) {
                    int x = column * g.stride() - g.padding() + tap % g.kernelWidth();
                    if (y >= 0 && y < g.height() && x >= 0 && x < g.width()) {
                        inside[pairs] = image * g.inPixels() + y * g.width() + x;
                        outside[pairs] = image * g.outPixels() + row * g.outWidth() + column;
                        pairs++;
                    }
                }
            }
        }
        in[tap] = java.util.Arrays.copyOf(inside, pairs);
        out[tap] = java.util.Arrays.copyOf(outside, pairs);
        pairsAnImage[tap] = pairs / blockImages;
    }

    /** Pairs of a tap in the first so many images of a block: a prefix of its arrays. */
    int pairs(int tap, int blockImages) {
        return pairsAnImage[tap] * blockImages;
    }
}
