package org.meta4j.engine.internal.kernels;

import java.util.Arrays;

/** Max-pooling, channel by channel, for windows of any side. */
final class PlainPooling {
    private PlainPooling() {}

    static void index(int height, int width, int channels, int side, float[] x, int xo, float[] out, int oo) {
        int o = oo;
        for (int row = 0; row + side <= height; row += side) {
            for (int column = 0; column + side <= width; column += side) {
                int corner = xo + (row * width + column) * channels;
                if (side == 2) {
                    indexOfFour(channels, x, corner, corner + width * channels, out, o);
                } else {
                    for (int c = 0; c < channels; c++) {
                        out[o + c] = largest(width * channels, channels, side, x, corner + c);
                    }
                }
                o += channels;
            }
        }
    }

    /** The usual window, without a division for each element. */
    private static void indexOfFour(int channels, float[] x, int upper, int lower, float[] out, int oo) {
        for (int c = 0; c < channels; c++) {
            float most = x[upper + c];
            float where = 0f;
            float v = x[upper + channels + c];
            if (v > most || Float.isNaN(v)) {
                most = v;
                where = 1f;
            }
            v = x[lower + c];
            if (v > most || Float.isNaN(v)) {
                most = v;
                where = 2f;
            }
            v = x[lower + channels + c];
            out[oo + c] = v > most || Float.isNaN(v) ? 3f : where;
        }
    }

    private static int largest(int rowStep, int columnStep, int side, float[] x, int corner) {
        float most = x[corner];
        int where = 0;
        for (int tap = 1; tap < side * side; tap++) {
            float v = x[corner + tap / side * rowStep + tap % side * columnStep];
            if (v > most || Float.isNaN(v)) {
                most = v;
                where = tap;
            }
        }
        return where;
    }

    static void take(
            int height,
            int width,
            int channels,
            int side,
            float[] x,
            int xo,
            float[] index,
            int io,
            float[] out,
            int oo) {
        int o = 0;
        for (int row = 0; row + side <= height; row += side) {
            for (int column = 0; column + side <= width; column += side) {
                int corner = xo + (row * width + column) * channels;
                for (int c = 0; c < channels; c++) {
                    int tap = (int) index[io + o];
                    out[oo + o++] = x[corner + c + (tap / side * width + tap % side) * channels];
                }
            }
        }
    }

    static void put(
            int height,
            int width,
            int channels,
            int side,
            float[] g,
            int go,
            float[] index,
            int io,
            float[] out,
            int oo) {
        Arrays.fill(out, oo, oo + height * width * channels, 0f);
        int o = 0;
        for (int row = 0; row + side <= height; row += side) {
            for (int column = 0; column + side <= width; column += side) {
                int corner = oo + (row * width + column) * channels;
                for (int c = 0; c < channels; c++) {
                    int tap = (int) index[io + o];
                    out[corner + c + (tap / side * width + tap % side) * channels] = g[go + o++];
                }
            }
        }
    }
}
