package org.meta4j.engine.internal.kernels;

/** Sums and maxima in plain Java. Four partial sums hide the latency of an addition. */
final class PlainSums {
    private PlainSums() {}

    static float sum(int n, float[] x, int xo) {
        float s0 = 0f;
        float s1 = 0f;
        float s2 = 0f;
        float s3 = 0f;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 += x[xo + i];
            s1 += x[xo + i + 1];
            s2 += x[xo + i + 2];
            s3 += x[xo + i + 3];
        }
        float total = s0 + s1 + (s2 + s3);
        for (; i < n; i++) {
            total += x[xo + i];
        }
        return total;
    }

    static float max(int n, float[] x, int xo) {
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            most = Math.max(most, x[xo + i]);
        }
        return most;
    }

    static void addRows(int rows, int columns, float[] x, int xo, float[] sums, int so) {
        int j = 0;
        for (; j < columns - 3; j += 4) {
            float s0 = 0f;
            float s1 = 0f;
            float s2 = 0f;
            float s3 = 0f;
            int xi = xo + j;
            for (int r = 0; r < rows; r++) {
                s0 += x[xi];
                s1 += x[xi + 1];
                s2 += x[xi + 2];
                s3 += x[xi + 3];
                xi += columns;
            }
            sums[so + j] += s0;
            sums[so + j + 1] += s1;
            sums[so + j + 2] += s2;
            sums[so + j + 3] += s3;
        }
        for (; j < columns; j++) {
            float s = 0f;
            for (int r = 0; r < rows; r++) {
                s += x[xo + r * columns + j];
            }
            sums[so + j] += s;
        }
    }

    static void addRowProducts(int rows, int columns, float[] x, int xo, float[] y, int yo, float[] sums, int so) {
        int j = 0;
        for (; j < columns - 3; j += 4) {
            float s0 = 0f;
            float s1 = 0f;
            float s2 = 0f;
            float s3 = 0f;
            int xi = xo + j;
            int yi = yo + j;
            for (int r = 0; r < rows; r++) {
                s0 = Math.fma(x[xi], y[yi], s0);
                s1 = Math.fma(x[xi + 1], y[yi + 1], s1);
                s2 = Math.fma(x[xi + 2], y[yi + 2], s2);
                s3 = Math.fma(x[xi + 3], y[yi + 3], s3);
                xi += columns;
                yi += columns;
            }
            sums[so + j] += s0;
            sums[so + j + 1] += s1;
            sums[so + j + 2] += s2;
            sums[so + j + 3] += s3;
        }
        for (; j < columns; j++) {
            float s = 0f;
            for (int r = 0; r < rows; r++) {
                s = Math.fma(x[xo + r * columns + j], y[yo + r * columns + j], s);
            }
            sums[so + j] += s;
        }
    }
}
