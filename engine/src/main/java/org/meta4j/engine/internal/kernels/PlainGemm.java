package org.meta4j.engine.internal.kernels;

/**
 * Matrix products in plain Java: row by row in {@link PlainRows}, or by {@link PlainTiles} where C has few columns.
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
            int co,
            boolean add) {
        if (n < PlainRows.FEWEST_COLUMNS || k == 0) {
            narrow(m, n, k, a, ao, aRowStride, aColumnStride, b, bo, c, co, add);
            return;
        }
        for (int j = 0; j < n; j += PlainRows.COLUMNS) {
            for (int p = 0; p < k; p += PlainRows.TERMS) {
                PlainRows rows = PlainRows.own(Math.min(PlainRows.COLUMNS, n - j));
                int end = Math.min(p + PlainRows.TERMS, k);
                for (int q = p; q < end; q++) {
                    rows.addTerm(q * aColumnStride, b, bo + q * n + j);
                }
                allRows(rows, m, a, ao, aRowStride, c, co + j, n, add || p > 0);
            }
        }
    }

    private static void allRows(
            PlainRows rows, int m, float[] a, int ao, int aStep, float[] c, int co, int cStep, boolean add) {
        int i = 0;
        for (; i < m - 3; i += 4) {
            int a0 = ao + i * aStep;
            int a2 = a0 + 2 * aStep;
            int c0 = co + i * cStep;
            int c2 = c0 + 2 * cStep;
            rows.four(a, a0, a0 + aStep, a2, a2 + aStep, c, c0, c0 + cStep, c2, c2 + cStep, add);
        }
        for (; i < m; i++) {
            rows.one(a, ao + i * aStep, c, co + i * cStep, add);
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
        if (n < PlainRows.FEWEST_COLUMNS) {
            narrowRows(from, to, aRows, cRows, n, k, a, ao, b, bo, c, co);
            return;
        }
        for (int j = 0; j < n; j += PlainRows.COLUMNS) {
            for (int p = 0; p < k; p += PlainRows.TERMS) {
                PlainRows rows = PlainRows.own(Math.min(PlainRows.COLUMNS, n - j));
                int end = Math.min(p + PlainRows.TERMS, k);
                for (int t = p; t < end; t++) {
                    rows.addTerm(t, b, bo + t * n + j);
                }
                int q = from;
                for (; q < to - 3; q += 4) {
                    rows.four(
                            a,
                            ao + aRows[q] * k,
                            ao + aRows[q + 1] * k,
                            ao + aRows[q + 2] * k,
                            ao + aRows[q + 3] * k,
                            c,
                            co + cRows[q] * n + j,
                            co + cRows[q + 1] * n + j,
                            co + cRows[q + 2] * n + j,
                            co + cRows[q + 3] * n + j,
                            true);
                }
                for (; q < to; q++) {
                    rows.one(a, ao + aRows[q] * k, c, co + cRows[q] * n + j, true);
                }
            }
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
        if (n < PlainRows.FEWEST_COLUMNS) {
            for (int i = 0; i < m; i++) {
                outerRow(i, count, aRows, bRows, m, n, a, ao, b, bo, c, co);
            }
            return;
        }
        for (int j = 0; j < n; j += PlainRows.COLUMNS) {
            for (int q = 0; q < count; q += PlainRows.TERMS) {
                PlainRows rows = PlainRows.own(Math.min(PlainRows.COLUMNS, n - j));
                int end = Math.min(q + PlainRows.TERMS, count);
                for (int t = q; t < end; t++) {
                    rows.addTerm(aRows[t] * m, b, bo + bRows[t] * n + j);
                }
                allRows(rows, m, a, ao, 1, c, co + j, n, true);
            }
        }
    }

    /** C with few columns. */
    private static void narrow(
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
            int co,
            boolean add) {
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
                        add);
            }
        }
        for (; i < m; i++) {
            row(n, k, a, ao + i * aRowStride, aColumnStride, b, bo, c, co + i * n, add);
        }
    }

    private static void narrowRows(
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
            row(n, k, a, ao + aRows[q] * k, 1, b, bo, c, co + cRows[q] * n, true);
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

    private static void row(
            int n, int k, float[] a, int ao, int aStep, float[] b, int bo, float[] c, int co, boolean add) {
        int j = 0;
        for (; j < n - 3; j += 4) {
            PlainTiles.tile1x4(k, a, aStep, ao, b, bo + j, n, c, co + j, add);
        }
        for (; j < n; j++) {
            PlainTiles.tile1x1(k, a, aStep, ao, b, bo + j, n, c, co + j, add);
        }
    }

    private static void outerRow(
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
        int j = 0;
        for (; j < n - 3; j += 4) {
            PlainTiles.outer1x4(count, aRows, bRows, a, ao + i, m, b, bo + j, n, c, co + i * n + j);
        }
        for (; j < n; j++) {
            PlainTiles.outer1x1(count, aRows, bRows, a, ao + i, m, b, bo + j, n, c, co + i * n + j);
        }
    }
}
