package org.meta4j.engine.internal.kernels;

/** Products with whole numbers of 8 bits in plain Java. Four partial sums hide the latency of a multiply-add. */
final class PlainBytes {
    private PlainBytes() {}

    static void rows(int rows, int columns, byte[] m, float[] scales, float[] x, int xo, float[] y, int yo) {
        for (int r = 0; r < rows; r++) {
            y[yo + r] = scales[r] * dot(columns, m, r * columns, x, xo);
        }
    }

    static float dot(int n, byte[] m, int mo, float[] x, int xo) {
        float s0 = 0f;
        float s1 = 0f;
        float s2 = 0f;
        float s3 = 0f;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 = Math.fma(m[mo + i], x[xo + i], s0);
            s1 = Math.fma(m[mo + i + 1], x[xo + i + 1], s1);
            s2 = Math.fma(m[mo + i + 2], x[xo + i + 2], s2);
            s3 = Math.fma(m[mo + i + 3], x[xo + i + 3], s3);
        }
        float total = s0 + s1 + (s2 + s3);
        for (; i < n; i++) {
            total = Math.fma(m[mo + i], x[xo + i], total);
        }
        return total;
    }
}
