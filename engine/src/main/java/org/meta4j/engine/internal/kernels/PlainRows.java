package org.meta4j.engine.internal.kernels;

import java.util.Arrays;

/**
 * A thread's room for products in plain Java, row by row: rows of B and four rows of C, each an array of its own. C2
 * cannot rule out that rows at different offsets of one array overlap and leaves loops over them scalar; between
 * arrays it can, and it fills whole vectors.
 *
 * <p>Four rows of C by two terms in one pass measured best on JDK 17 and 25: fewer read and write C too often, and a
 * longer loop body C2 does not unroll far enough to fill vectors. Each sum goes through its terms in order, one fused multiply-add after the other,
 * from what C holds or from zero.
 */
final class PlainRows {
    /** Rows of B that are copied at a time. */
    static final int TERMS = 64;

    /** Columns of B that are copied at a time. */
    static final int COLUMNS = 256;

    /** Below so many columns the loops are too short to gain anything. */
    static final int FEWEST_COLUMNS = 16;

    private static final ThreadLocal<PlainRows> OWN = ThreadLocal.withInitial(PlainRows::new);

    private final float[][] b = new float[TERMS][COLUMNS];
    private final float[] c0 = new float[COLUMNS];
    private final float[] c1 = new float[COLUMNS];
    private final float[] c2 = new float[COLUMNS];
    private final float[] c3 = new float[COLUMNS];

    /** Where in a row of A each term is. */
    private final int[] term = new int[TERMS];

    private int columns;
    private int terms;

    private PlainRows() {}

    /** The calling thread's, for so many columns, without terms. */
    static PlainRows own(int columns) {
        PlainRows rows = OWN.get();
        rows.columns = columns;
        rows.terms = 0;
        return rows;
    }

    /** Another term: the place of its factor after the begin of a row of A, and the row of B. */
    void addTerm(int aPlace, float[] x, int xo) {
        term[terms] = aPlace;
        System.arraycopy(x, xo, b[terms], 0, columns);
        terms++;
    }

    /** One row of C, which begins at c[co]; its row of A begins at a[ao]. */
    void one(float[] a, int ao, float[] c, int co, boolean add) {
        begin(c, co, add, c0);
        int p = 0;
        for (; p < terms - 3; p += 4) {
            oneByFour(
                    columns,
                    c0,
                    b[p],
                    b[p + 1],
                    b[p + 2],
                    b[p + 3],
                    a[ao + term[p]],
                    a[ao + term[p + 1]],
                    a[ao + term[p + 2]],
                    a[ao + term[p + 3]]);
        }
        for (; p < terms; p++) {
            oneByOne(columns, c0, b[p], a[ao + term[p]]);
        }
        System.arraycopy(c0, 0, c, co, columns);
    }

    /** Four different rows of C, which begin at c[cor]; their rows of A begin at a[aor]. */
    void four(
            float[] a, int ao0, int ao1, int ao2, int ao3, float[] c, int co0, int co1, int co2, int co3, boolean add) {
        begin(c, co0, add, c0);
        begin(c, co1, add, c1);
        begin(c, co2, add, c2);
        begin(c, co3, add, c3);
        int p = 0;
        for (; p < terms - 1; p += 2) {
            int t0 = term[p];
            int t1 = term[p + 1];
            fourByTwo(
                    columns,
                    c0,
                    c1,
                    c2,
                    c3,
                    b[p],
                    b[p + 1],
                    a[ao0 + t0],
                    a[ao0 + t1],
                    a[ao1 + t0],
                    a[ao1 + t1],
                    a[ao2 + t0],
                    a[ao2 + t1],
                    a[ao3 + t0],
                    a[ao3 + t1]);
        }
        if (p < terms) {
            int t = term[p];
            oneByOne(columns, c0, b[p], a[ao0 + t]);
            oneByOne(columns, c1, b[p], a[ao1 + t]);
            oneByOne(columns, c2, b[p], a[ao2 + t]);
            oneByOne(columns, c3, b[p], a[ao3 + t]);
        }
        System.arraycopy(c0, 0, c, co0, columns);
        System.arraycopy(c1, 0, c, co1, columns);
        System.arraycopy(c2, 0, c, co2, columns);
        System.arraycopy(c3, 0, c, co3, columns);
    }

    private void begin(float[] c, int co, boolean add, float[] row) {
        if (add) {
            System.arraycopy(c, co, row, 0, columns);
        } else {
            Arrays.fill(row, 0, columns, 0f);
        }
    }

    private static void fourByTwo(
            int n,
            float[] c0,
            float[] c1,
            float[] c2,
            float[] c3,
            float[] b0,
            float[] b1,
            float x00,
            float x01,
            float x10,
            float x11,
            float x20,
            float x21,
            float x30,
            float x31) {
        for (int j = 0; j < n; j++) {
            float v0 = b0[j];
            float v1 = b1[j];
            c0[j] = Math.fma(x01, v1, Math.fma(x00, v0, c0[j]));
            c1[j] = Math.fma(x11, v1, Math.fma(x10, v0, c1[j]));
            c2[j] = Math.fma(x21, v1, Math.fma(x20, v0, c2[j]));
            c3[j] = Math.fma(x31, v1, Math.fma(x30, v0, c3[j]));
        }
    }

    private static void oneByFour(
            int n, float[] c, float[] b0, float[] b1, float[] b2, float[] b3, float x0, float x1, float x2, float x3) {
        for (int j = 0; j < n; j++) {
            c[j] = Math.fma(x3, b3[j], Math.fma(x2, b2[j], Math.fma(x1, b1[j], Math.fma(x0, b0[j], c[j]))));
        }
    }

    private static void oneByOne(int n, float[] c, float[] b, float x) {
        for (int j = 0; j < n; j++) {
            c[j] = Math.fma(x, b[j], c[j]);
        }
    }
}
