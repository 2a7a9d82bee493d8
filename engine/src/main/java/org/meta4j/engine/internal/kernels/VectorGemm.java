package org.meta4j.engine.internal.kernels;

/**
 * Matrix products: {@link Kernels#gemm} and {@link Kernels#gemmRows} cut into register tiles. Columns are cut
 * into tiles of 4 to 1 vectors; a last vector that would not fit begins earlier and overlaps its neighbour. Where one
 * tile is exactly as wide as B, {@link DenseProduct} takes over. Otherwise rows are cut by 6 and 4; where C is
 * overwritten, * rows too may overlap, as both tiles write the same sums.
 */
final class VectorGemm {
    private static final int LANES = VectorRows.LANES;

    private VectorGemm() {}

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
        if (n >= LANES && k == 1) {
            VectorColumns.outer(m, n, a, ao, aRowStride, b, bo, c, co, add);
        } else if (n >= LANES) {
            wide(m, n, k, a, ao, aRowStride, aColumnStride, b, bo, n, c, co, add);
        } else if (n == 1 && aColumnStride == 1) {
            VectorColumns.dots(m, k, a, ao, aRowStride, b, bo, c, co, add);
        } else if (n == 1 && aRowStride == 1 && m >= LANES) {
            // C as a row: C' = B'·A', whose second factor has rows of length m.
            wide(1, m, k, b, bo, 0, 1, a, ao, aColumnStride, c, co, add);
        } else if (add) {
            // A vector would spill over into the next row, where it would be added.
            PlainGemm.gemm(m, n, k, a, ao, aRowStride, aColumnStride, b, bo, c, co, true);
        } else {
            narrow(m, n, k, a, ao, aRowStride, aColumnStride, b, bo, c, co);
        }
    }

    /** C with at least a vector of columns; rows of B begin bStep apart. */
    private static void wide(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int aRowStride,
            int aColumnStride,
            float[] b,
            int bo,
            int bStep,
            float[] c,
            int co,
            boolean add) {
        int vectors = (n + LANES - 1) / LANES;
        int j = 0;
        while (vectors > 0) {
            int width = VectorRows.tileWidth(vectors);
            int last = Math.min((width - 1) * LANES, n - j - LANES);
            rows(width, m, k, a, ao, aRowStride, aColumnStride, b, bo + j, bStep, last, c, co + j, n, add);
            j += width * LANES;
            vectors -= width;
        }
    }

    private static void rows(
            int width,
            int m,
            int k,
            float[] a,
            int ao,
            int aRowStride,
            int aColumnStride,
            float[] b,
            int bo,
            int bStep,
            int last,
            float[] c,
            int co,
            int cStep,
            boolean add) {
        boolean adjacent = aColumnStride == 1 || k == 1;
        if (adjacent && bStep == width * LANES && cStep == bStep) {
            DenseProduct.rows(width, m, k, a, ao, aRowStride, b, bo, c, co, add);
        } else if (adjacent) {
            contiguousRows(width, m, k, a, ao, aRowStride, b, bo, bStep, last, c, co, cStep, add);
        } else if (aRowStride == 1 && m >= 6) {
            transposedRows(width, m, k, a, ao, aColumnStride, b, bo, bStep, last, c, co, cStep, add);
        } else {
            oneByOne(width, 0, m, k, a, ao, aRowStride, aColumnStride, b, bo, bStep, last, c, co, cStep, add);
        }
    }

    private static void transposedRows(
            int width,
            int m,
            int k,
            float[] a,
            int ao,
            int aColumnStride,
            float[] b,
            int bo,
            int bStep,
            int last,
            float[] c,
            int co,
            int cStep,
            boolean add) {
        int i = 0;
        for (; i <= m - 6; i += 6) {
            GemmTransposedSix.tile(
                    width, k, a, ao + i, aColumnStride, b, bo, bStep, last, c, co + i * cStep, cStep, add);
        }
        if (i < m && !add) {
            i = m - 6;
            GemmTransposedSix.tile(
                    width, k, a, ao + i, aColumnStride, b, bo, bStep, last, c, co + i * cStep, cStep, false);
            return;
        }
        if (m - i >= 4) {
            GemmTransposedFour.tile(
                    width, k, a, ao + i, aColumnStride, b, bo, bStep, last, c, co + i * cStep, cStep, true);
            i += 4;
        }
        oneByOne(width, i, m, k, a, ao, 1, aColumnStride, b, bo, bStep, last, c, co, cStep, true);
    }

    private static void contiguousRows(
            int width,
            int m,
            int k,
            float[] a,
            int ao,
            int aRowStride,
            float[] b,
            int bo,
            int bStep,
            int last,
            float[] c,
            int co,
            int cStep,
            boolean add) {
        int i = 0;
        for (; m - i > 8 || m - i == 6; i += 6) {
            six(width, k, a, ao + i * aRowStride, aRowStride, b, bo, bStep, last, c, co + i * cStep, cStep, add);
        }
        // Up to 8 rows are left: two tiles of four, one that may overlap, or single rows where C has less than four.
        if (m - i > 4 || (add && m - i == 4)) {
            four(width, k, a, ao + i * aRowStride, aRowStride, b, bo, bStep, last, c, co + i * cStep, cStep, add);
            i += 4;
        }
        if (m - i >= 2 && m >= 4 && !add) {
            i = m - 4;
            four(width, k, a, ao + i * aRowStride, aRowStride, b, bo, bStep, last, c, co + i * cStep, cStep, false);
            return;
        }
        oneByOne(width, i, m, k, a, ao, aRowStride, 1, b, bo, bStep, last, c, co, cStep, add);
    }

    private static void oneByOne(
            int width,
            int from,
            int to,
            int k,
            float[] a,
            int ao,
            int aRowStride,
            int aColumnStride,
            float[] b,
            int bo,
            int bStep,
            int last,
            float[] c,
            int co,
            int cStep,
            boolean add) {
        for (int i = from; i < to; i++) {
            GemmOne.tile(width, k, a, aColumnStride, ao + i * aRowStride, b, bo, bStep, last, c, co + i * cStep, add);
        }
    }

    private static void six(
            int width,
            int k,
            float[] a,
            int a0,
            int aStep,
            float[] b,
            int bo,
            int bStep,
            int last,
            float[] c,
            int c0,
            int cStep,
            boolean add) {
        GemmSix.tile(
                width,
                k,
                a,
                a0,
                a0 + aStep,
                a0 + 2 * aStep,
                a0 + 3 * aStep,
                a0 + 4 * aStep,
                a0 + 5 * aStep,
                b,
                bo,
                bStep,
                last,
                c,
                c0,
                c0 + cStep,
                c0 + 2 * cStep,
                c0 + 3 * cStep,
                c0 + 4 * cStep,
                c0 + 5 * cStep,
                add);
    }

    private static void four(
            int width,
            int k,
            float[] a,
            int a0,
            int aStep,
            float[] b,
            int bo,
            int bStep,
            int last,
            float[] c,
            int c0,
            int cStep,
            boolean add) {
        GemmFour.tile(
                width,
                k,
                a,
                a0,
                a0 + aStep,
                a0 + 2 * aStep,
                a0 + 3 * aStep,
                b,
                bo,
                bStep,
                last,
                c,
                c0,
                c0 + cStep,
                c0 + 2 * cStep,
                c0 + 3 * cStep,
                add);
    }

    /**
     * C with fewer columns than a vector has lanes. A row is written as a whole vector as long as that ends within
     * C: what spills over falls on rows that are written after it. The last rows are summed one element at a time.
     */
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
            int co) {
        int whole = m * n < LANES ? 0 : (m * n - LANES) / n + 1;
        rows(1, whole, k, a, ao, aRowStride, aColumnStride, b, bo, n, 0, c, co, n, false);
        PlainGemm.gemm(
                m - whole,
                n,
                k,
                a,
                ao + whole * aRowStride,
                aRowStride,
                aColumnStride,
                b,
                bo,
                c,
                co + whole * n,
                false);
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
        if (n < LANES) {
            PlainGemm.gemmRows(from, to, aRows, cRows, n, k, a, ao, b, bo, c, co);
            return;
        }
        int vectors = (n + LANES - 1) / LANES;
        int j = 0;
        while (vectors > 0) {
            int width = VectorRows.tileWidth(vectors);
            int last = Math.min((width - 1) * LANES, n - j - LANES);
            if (n == width * LANES) {
                DenseProduct.pairs(width, from, to, aRows, cRows, k, a, ao, b, bo, c, co);
            } else {
                pairs(width, from, to, aRows, cRows, n, k, a, ao, b, bo + j, last, c, co + j);
            }
            j += width * LANES;
            vectors -= width;
        }
    }

    private static void pairs(
            int width,
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
            int last,
            float[] c,
            int co) {
        int q = from;
        while (to - q > 8 || to - q == 6) {
            GemmSix.tile(
                    width,
                    k,
                    a,
                    ao + aRows[q] * k,
                    ao + aRows[q + 1] * k,
                    ao + aRows[q + 2] * k,
                    ao + aRows[q + 3] * k,
                    ao + aRows[q + 4] * k,
                    ao + aRows[q + 5] * k,
                    b,
                    bo,
                    n,
                    last,
                    c,
                    co + cRows[q] * n,
                    co + cRows[q + 1] * n,
                    co + cRows[q + 2] * n,
                    co + cRows[q + 3] * n,
                    co + cRows[q + 4] * n,
                    co + cRows[q + 5] * n,
                    true);
            q += 6;
        }
        for (; to - q >= 4; q += 4) {
            GemmFour.tile(
                    width,
                    k,
                    a,
                    ao + aRows[q] * k,
                    ao + aRows[q + 1] * k,
                    ao + aRows[q + 2] * k,
                    ao + aRows[q + 3] * k,
                    b,
                    bo,
                    n,
                    last,
                    c,
                    co + cRows[q] * n,
                    co + cRows[q + 1] * n,
                    co + cRows[q + 2] * n,
                    co + cRows[q + 3] * n,
                    true);
        }
        for (; q < to; q++) {
            GemmOne.tile(width, k, a, 1, ao + aRows[q] * k, b, bo, n, last, c, co + cRows[q] * n, true);
        }
    }
}
