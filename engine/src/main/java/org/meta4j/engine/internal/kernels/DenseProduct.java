package org.meta4j.engine.internal.kernels;

/** Products where a row of B, and of C, is exactly as long as a tile is wide: {@link GemmFive} and single rows. */
final class DenseProduct {
    private static final int LANES = VectorRows.LANES;

    /** So few rows that are left over are summed one by one. */
    private static final int SINGLE = 2;

    private DenseProduct() {}

    /** C = A·B, or C += A·B, for m rows of A that begin {@code aStep} apart, each with adjacent elements. */
    static void rows(
            int width, int m, int k, float[] a, int ao, int aStep, float[] b, int bo, float[] c, int co, boolean add) {
        int n = width * LANES;
        int p = 0;
        do {
            int terms = Math.min(GemmFive.TERMS, k - p);
            tiles(width, m, terms, a, ao + p, aStep, b, bo + p * n, c, co, add || p > 0);
            p += GemmFive.TERMS;
        } while (p < k);
    }

    private static void tiles(
            int width, int m, int k, float[] a, int ao, int aStep, float[] b, int bo, float[] c, int co, boolean add) {
        int n = width * LANES;
        int i = 0;
        for (; m - i > SINGLE; i += 5) {
            // A last tile of less than five rows does its last one again.
            int third = Math.min(i + 3, m - 1);
            int fourth = Math.min(i + 4, m - 1);
            GemmFive.tile(
                    width,
                    k,
                    a,
                    ao + i * aStep,
                    ao + (i + 1) * aStep,
                    ao + (i + 2) * aStep,
                    ao + third * aStep,
                    ao + fourth * aStep,
                    b,
                    bo,
                    c,
                    co + i * n,
                    co + (i + 1) * n,
                    co + (i + 2) * n,
                    co + third * n,
                    co + fourth * n,
                    add);
        }
        for (; i < m; i++) {
            GemmOne.tile(width, k, a, 1, ao + i * aStep, b, bo, n, n - LANES, c, co + i * n, add);
        }
    }

    /** C[cRows[q]] += A[aRows[q]]·B for q in [from, to). */
    static void pairs(
            int width,
            int from,
            int to,
            int[] aRows,
            int[] cRows,
            int k,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co) {
        int n = width * LANES;
        for (int p = 0; p < k; p += GemmFive.TERMS) {
            int terms = Math.min(GemmFive.TERMS, k - p);
            pairs(width, from, to, aRows, cRows, terms, a, ao + p, k, b, bo + p * n, c, co);
        }
    }

    private static void pairs(
            int width,
            int from,
            int to,
            int[] aRows,
            int[] cRows,
            int k,
            float[] a,
            int ao,
            int aStep,
            float[] b,
            int bo,
            float[] c,
            int co) {
        int n = width * LANES;
        int q = from;
        for (; to - q > SINGLE; q += 5) {
            int third = Math.min(q + 3, to - 1);
            int fourth = Math.min(q + 4, to - 1);
            GemmFive.tile(
                    width,
                    k,
                    a,
                    ao + aRows[q] * aStep,
                    ao + aRows[q + 1] * aStep,
                    ao + aRows[q + 2] * aStep,
                    ao + aRows[third] * aStep,
                    ao + aRows[fourth] * aStep,
                    b,
                    bo,
                    c,
                    co + cRows[q] * n,
                    co + cRows[q + 1] * n,
                    co + cRows[q + 2] * n,
                    co + cRows[third] * n,
                    co + cRows[fourth] * n,
                    true);
        }
        for (; q < to; q++) {
            GemmOne.tile(width, k, a, 1, ao + aRows[q] * aStep, b, bo, n, n - LANES, c, co + cRows[q] * n, true);
        }
    }
}
