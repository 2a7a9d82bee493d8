package org.meta4j.engine.internal.kernels;

/**
 * Matrix products in plain Java: tiles of 4 × 4 sums in local variables. Loops over one row of C do not vectorise,
 * as C2 cannot rule out that rows at different offsets overlap; sums in registers need no such proof.
 */
final class PlainGemm {
    private PlainGemm() {}

    static void gemm(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int aRowStride,
            int aColumnStride,
            float[] b,
            int bo,
            float[] c,
            int co) {
        int i = 0;
        if (aColumnStride == 1 || k == 1) {
            for (; i < m - 3; i += 4) {
                int a0 = ao + i * aRowStride;
                int c0 = co + i * n;
                fourRows(
                        n,
                        k,
                        a,
                        a0,
                        a0 + aRowStride,
                        a0 + 2 * aRowStride,
                        a0 + 3 * aRowStride,
                        b,
                        bo,
                        c,
                        c0,
                        c0 + n,
                        c0 + 2 * n,
                        c0 + 3 * n,
                        false);
            }
        } else if (aRowStride == 1) {
            for (; i < m - 3; i += 4) {
                transposedRows(n, k, a, ao + i, aColumnStride, b, bo, c, co + i * n);
            }
        }
        for (; i < m; i++) {
            row(0, n, k, a, ao + i * aRowStride, aColumnStride, b, bo, c, co + i * n, false);
        }
    }

    static void gemmRows(
            int from,
            int to,
            int[] aRows,
            int[] cRows,
            int n,
            int k,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co) {
        int q = from;
        for (; q < to - 3; q += 4) {
            fourRows(
                    n,
                    k,
                    a,
                    ao + aRows[q] * k,
                    ao + aRows[q + 1] * k,
                    ao + aRows[q + 2] * k,
                    ao + aRows[q + 3] * k,
                    b,
                    bo,
                    c,
                    co + cRows[q] * n,
                    co + cRows[q + 1] * n,
                    co + cRows[q + 2] * n,
                    co + cRows[q + 3] * n,
                    true);
        }
        for (; q < to; q++) {
            row(0, n, k, a, ao + aRows[q] * k, 1, b, bo, c, co + cRows[q] * n, true);
        }
    }

    private static void fourRows(
            int n,
            int k,
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            float[] b,
            int bo,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3,
            boolean add) {
        int j = 0;
        for (; j < n - 3; j += 4) {
            PlainTiles.tile4x4(k, a, a0, a1, a2, a3, b, bo + j, n, c, c0 + j, c1 + j, c2 + j, c3 + j, add);
        }
        for (; j < n; j++) {
            PlainTiles.tile4x1(k, a, a0, a1, a2, a3, b, bo + j, n, c, c0 + j, c1 + j, c2 + j, c3 + j, add);
        }
    }

    private static void transposedRows(
            int n, int k, float[] a, int ao, int aStep, float[] b, int bo, float[] c, int co) {
        int j = 0;
        for (; j < n - 3; j += 4) {
            PlainTiles.transposed4x4(k, a, ao, aStep, b, bo + j, n, c, co + j, n);
        }
        for (int r = 0; r < 4; r++) {
            row(j, n, k, a, ao + r, aStep, b, bo, c, co + r * n, false);
        }
    }

    /** Columns from the given one of one row of C. */
    private static void row(
            int from, int n, int k, float[] a, int ao, int aStep, float[] b, int bo, float[] c, int co, boolean add) {
        int j = from;
        for (; j < n - 3; j += 4) {
            PlainTiles.tile1x4(k, a, aStep, ao, b, bo + j, n, c, co + j, add);
        }
        for (; j < n; j++) {
            PlainTiles.tile1x1(k, a, aStep, ao, b, bo + j, n, c, co + j, add);
        }
    }

    /** The whole of C, added to. */
    static void outerRows(
            int count,
            int[] aRows,
            int[] bRows,
            int m,
            int n,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co) {
        int i = 0;
        for (; i < m - 3; i += 4) {
            int j = 0;
            for (; j < n - 3; j += 4) {
                PlainTiles.outer4x4(count, aRows, bRows, a, ao + i, m, b, bo + j, n, c, co + i * n + j, n);
            }
            for (int r = i; r < i + 4; r++) {
                outerRow(j, r, count, aRows, bRows, m, n, a, ao, b, bo, c, co);
            }
        }
        for (; i < m; i++) {
            outerRow(0, i, count, aRows, bRows, m, n, a, ao, b, bo, c, co);
        }
    }

    private static void outerRow(
            int from,
            int i,
            int count,
            int[] aRows,
            int[] bRows,
            int m,
            int n,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co) {
        int j = from;
        for (; j < n - 3; j += 4) {
            PlainTiles.outer1x4(count, aRows, bRows, a, ao + i, m, b, bo + j, n, c, co + i * n + j);
        }
        for (; j < n; j++) {
            PlainTiles.outer1x1(count, aRows, bRows, a, ao + i, m, b, bo + j, n, c, co + i * n + j);
        }
    }
}
