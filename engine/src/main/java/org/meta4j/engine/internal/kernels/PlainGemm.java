package org.meta4j.engine.internal.kernels;

/**
 * Matrix products in plain Java: tiles of 4 × 4 sums in local variables. Loops over one row of C do not vectorise,
 * as C2 cannot rule out that rows at different offsets overlap; sums in registers need no such proof.
 */
final class PlainGemm {
    private PlainGemm() {}

    static void gemm(
            int m, int n, int k,
            float[] a, int ao, int aRowStride, int aColumnStride,
            float[] b, int bo,
            float[] c, int co) {
        int i = 0;
        for (; i < m - 3; i += 4) {
            int a0 = ao + i * aRowStride;
            int a1 = a0 + aRowStride;
            int a2 = a1 + aRowStride;
            int a3 = a2 + aRowStride;
            int c0 = co + i * n;
            int j = 0;
            for (; j < n - 3; j += 4) {
                PlainTiles.tile4x4(
                        k, a, aColumnStride, a0, a1, a2, a3, b, bo + j, n,
                        c, c0 + j, c0 + n + j, c0 + 2 * n + j, c0 + 3 * n + j, false);
            }
            for (; j < n; j++) {
                PlainTiles.tile4x1(
                        k, a, aColumnStride, a0, a1, a2, a3, b, bo + j, n,
                        c, c0 + j, c0 + n + j, c0 + 2 * n + j, c0 + 3 * n + j, false);
            }
        }
        for (; i < m; i++) {
            row(k, n, a, ao + i * aRowStride, aColumnStride, b, bo, c, co + i * n, false);
        }
    }

    private static void row(
            int k, int n, float[] a, int ao, int aStep, float[] b, int bo, float[] c, int co, boolean add) {
        int j = 0;
        for (; j < n - 3; j += 4) {
            PlainTiles.tile1x4(k, a, aStep, ao, b, bo + j, n, c, co + j, add);
        }
        for (; j < n; j++) {
            PlainTiles.tile1x1(k, a, aStep, ao, b, bo + j, n, c, co + j, add);
        }
    }

    static void gemmRows(
            int from, int to, int[] aRows, int[] cRows, int n, int k, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        int q = from;
        for (; q < to - 3; q += 4) {
            int a0 = ao + aRows[q] * k;
            int a1 = ao + aRows[q + 1] * k;
            int a2 = ao + aRows[q + 2] * k;
            int a3 = ao + aRows[q + 3] * k;
            int c0 = co + cRows[q] * n;
            int c1 = co + cRows[q + 1] * n;
            int c2 = co + cRows[q + 2] * n;
            int c3 = co + cRows[q + 3] * n;
            int j = 0;
            for (; j < n - 3; j += 4) {
                PlainTiles.tile4x4(k, a, 1, a0, a1, a2, a3, b, bo + j, n, c, c0 + j, c1 + j, c2 + j, c3 + j, true);
            }
            for (; j < n; j++) {
                PlainTiles.tile4x1(k, a, 1, a0, a1, a2, a3, b, bo + j, n, c, c0 + j, c1 + j, c2 + j, c3 + j, true);
            }
        }
        for (; q < to; q++) {
            row(k, n, a, ao + aRows[q] * k, 1, b, bo, c, co + cRows[q] * n, true);
        }
    }

    /** Rows [from, to) of C. */
    static void outerRows(
            int from, int to, int count, int[] aRows, int[] bRows, int m, int n,
            float[] a, int ao, float[] b, int bo, float[] c, int co) {
        int i = from;
        for (; i < to - 3; i += 4) {
            int j = 0;
            for (; j < n - 3; j += 4) {
                PlainTiles.outer4x4(count, aRows, bRows, a, ao + i, m, b, bo + j, n, c, co + i * n + j, n);
            }
            for (; j < n; j++) {
                for (int r = i; r < i + 4; r++) {
                    PlainTiles.outer1x1(count, aRows, bRows, a, ao + r, m, b, bo + j, n, c, co + r * n + j);
                }
            }
        }
        for (; i < to; i++) {
            for (int j = 0; j < n; j++) {
                PlainTiles.outer1x1(count, aRows, bRows, a, ao + i, m, b, bo + j, n, c, co + i * n + j);
            }
        }
    }
}
