package org.meta4j.engine.internal.kernels;

/**
 * {@link Kernels#outerRows} cut into register tiles, as {@link VectorGemm} cuts a product. Long sums are cut into
 * blocks, so that the rows of A and B, which each tile reads anew, stay in a near cache.
 */
final class VectorOuter {
    private static final int LANES = VectorRows.LANES;

    /** Floats of A and B in a block. For 5,000 rows of 64, blocks of 2^13 to 2^17 were all faster than none. */
    private static final int BLOCK = 1 << 14;

    private VectorOuter() {}

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
        if (n < LANES) {
            narrow(count, aRows, bRows, m, n, a, ao, b, bo, c, co);
            return;
        }
        int step = Math.max(64, BLOCK / (m + n));
        int first = Math.min(step, count);
        block(0, first, aRows, bRows, m, n, a, ao, b, bo, c, co);
        for (int q = first; q < count; q += step) {
            block(q, Math.min(q + step, count), aRows, bRows, m, n, a, ao, b, bo, c, co);
        }
    }

    /** The sum over [from, to), added to C unless it is the first. */
    private static void block(
            int from,
            int to,
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
        int vectors = (n + LANES - 1) / LANES;
        int j = 0;
        while (vectors > 0) {
            int width = VectorRows.tileWidth(vectors);
            int last = Math.min((width - 1) * LANES, n - j - LANES);
            rows(width, m, from, to, aRows, bRows, m, n, a, ao, b, bo + j, last, c, co + j);
            j += width * LANES;
            vectors -= width;
        }
    }

    private static void rows(
            int width,
            int rows,
            int from,
            int to,
            int[] aRows,
            int[] bRows,
            int m,
            int n,
            float[] a,
            int ao,
            float[] b,
            int bo,
            int last,
            float[] c,
            int co) {
        boolean add = from > 0;
        int i = 0;
        for (; i <= rows - 6; i += 6) {
            OuterSix.tile(width, from, to, aRows, bRows, a, ao + i, m, b, bo, n, last, c, co + i * n, n, add);
        }
        if (i < rows && rows >= 6 && !add) {
            // Sums that are written, not added, may be written twice.
            i = rows - 6;
            OuterSix.tile(width, from, to, aRows, bRows, a, ao + i, m, b, bo, n, last, c, co + i * n, n, false);
            return;
        }
        for (; i < rows; i++) {
            OuterOne.tile(width, from, to, aRows, bRows, a, ao + i, m, b, bo, n, last, c, co + i * n, add);
        }
    }

    /** Fewer columns than lanes: whole vectors as long as they end within C, as in {@link VectorGemm}. */
    private static void narrow(
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
        int whole = m * n < LANES ? 0 : (m * n - LANES) / n + 1;
        rows(1, whole, 0, count, aRows, bRows, m, n, a, ao, b, bo, 0, c, co);
        PlainGemm.outerRows(whole, m, count, aRows, bRows, m, n, a, ao, b, bo, c, co);
    }
}
