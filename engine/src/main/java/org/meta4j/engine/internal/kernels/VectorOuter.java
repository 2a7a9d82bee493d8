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
        int i = 0;
        while (rows - i > 8) {
            OuterTilesSix.tile(width, 0, count, aRows, bRows, a, ao + i, m, b, bo, n, last, c, co + i * n, n, false);
            i += 6;
        }
        int left = rows - i;
        if (left == 6 || left == 5 && rows >= 6) {
            i = rows - 6;
            OuterTilesSix.tile(width, 0, count, aRows, bRows, a, ao + i, m, b, bo, n, last, c, co + i * n, n, false);
            return;
        }
        if (left > 4) {
            OuterTilesFour.tile(width, 0, count, aRows, bRows, a, ao + i, m, b, bo, n, last, c, co + i * n, n, false);
            i += 4;
            left -= 4;
        }
        if (left == 4 || left == 3 && rows >= 4) {
            i = rows - 4;
            OuterTilesFour.tile(width, 0, count, aRows, bRows, a, ao + i, m, b, bo, n, last, c, co + i * n, n, false);
            return;
        }
        for (; i < rows; i++) {
            OuterTilesOne.tile(width, 0, count, aRows, bRows, a, ao + i, m, b, bo, n, last, c, co + i * n, false);
        }
    }

    /** Fewer columns than lanes: whole vectors as long as they end within C, as in {@link VectorGemm}. */
    private static void narrow(
            int count, int[] aRows, int[] bRows, int m, int n, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        int whole = m * n < LANES ? 0 : (m * n - LANES) / n + 1;
        rows(1, whole, count, aRows, bRows, m, n, a, ao, b, bo, 0, c, co);
        for (int i = whole; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int q = 0; q < count; q++) {
                    sum = Math.fma(a[ao + aRows[q] * m + i], b[bo + bRows[q] * n + j], sum);
                }
                c[co + i * n + j] = sum;
            }
        }
    }
}
