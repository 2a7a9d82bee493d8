package org.meta4j.engine.internal.kernels;

/** {@link Kernels#outerRows} cut into register tiles, as {@link VectorGemm} cuts a product. */
final class VectorOuter {
    private static final int LANES = VectorRows.LANES;

    private VectorOuter() {}

    static void outerRows(
            int count, int[] aRows, int[] bRows, int m, int n, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        if (n < LANES) {
            narrow(count, aRows, bRows, m, n, a, ao, b, bo, c, co);
            return;
        }
        int vectors = (n + LANES - 1) / LANES;
        int j = 0;
        while (vectors > 0) {
            int width = VectorRows.tileWidth(vectors);
            int last = Math.min((width - 1) * LANES, n - j - LANES);
            rows(width, m, count, aRows, bRows, m, n, a, ao, b, bo + j, last, c, co + j);
            j += width * LANES;
            vectors -= width;
        }
    }

    private static void rows(
            int width, int rows, int count, int[] aRows, int[] bRows, int m, int n,
            float[] a, int ao, float[] b, int bo, int last, float[] c, int co) {
        if (rows < 6) {
            for (int i = 0; i < rows; i++) {
                OuterOne.tile(width, count, aRows, bRows, a, ao + i, m, b, bo, n, last, c, co + i * n);
            }
            return;
        }
        for (int i = 0; i < rows; i += 6) {
            int row = Math.min(i, rows - 6);
            OuterSix.tile(width, count, aRows, bRows, a, ao + row, m, b, bo, n, last, c, co + row * n, n);
        }
    }

    /** Fewer columns than lanes: whole vectors as long as they end within C, as in {@link VectorGemm}. */
    private static void narrow(
            int count, int[] aRows, int[] bRows, int m, int n, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        int whole = m * n < LANES ? 0 : (m * n - LANES) / n + 1;
        rows(1, whole, count, aRows, bRows, m, n, a, ao, b, bo, 0, c, co);
        PlainGemm.outerRows(whole, m, count, aRows, bRows, m, n, a, ao, b, bo, c, co);
    }
}
