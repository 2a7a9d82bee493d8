package org.meta4j.engine.internal.kernels;

import java.util.Arrays;

/** Moves of elements, the same for every provider: the JDK's own copies are as fast as vectors. */
final class PlainCopies {
    /** Rows that are transposed together. */
    private static final int BLOCK = 8;

    private PlainCopies() {}

    /**
     * Eight rows at a time: reads run along the rows, and what is written together lies together, so neither
     * costs a check or a cache line for each element.
     */
    static void transpose(int rows, int columns, float[] x, int xo, float[] y, int yo) {
        int r = 0;
        for (; r + BLOCK <= rows; r += BLOCK) {
            transposeBlock(rows, columns, x, xo + r * columns, y, yo + r);
        }
        for (; r < rows; r++) {
            int at = yo + r;
            for (int c = 0; c < columns; c++) {
                y[at] = x[xo + r * columns + c];
                at += rows;
            }
        }
    }

    private static void transposeBlock(int rows, int columns, float[] x, int x0, float[] y, int yo) {
        int x1 = x0 + columns;
        int x2 = x1 + columns;
        int x3 = x2 + columns;
        int x4 = x3 + columns;
        int x5 = x4 + columns;
        int x6 = x5 + columns;
        int x7 = x6 + columns;
        int at = yo;
        for (int c = 0; c < columns; c++) {
            y[at] = x[x0 + c];
            y[at + 1] = x[x1 + c];
            y[at + 2] = x[x2 + c];
            y[at + 3] = x[x3 + c];
            y[at + 4] = x[x4 + c];
            y[at + 5] = x[x5 + c];
            y[at + 6] = x[x6 + c];
            y[at + 7] = x[x7 + c];
            at += rows;
        }
    }

    /** Doubles what is written with each copy, so that short rows cost few calls. */
    static void repeatRow(int rows, int columns, float[] x, int xo, float[] y, int yo) {
        int total = rows * columns;
        if (total == 0) {
            return;
        }
        System.arraycopy(x, xo, y, yo, columns);
        for (int done = columns; done < total; ) {
            int length = Math.min(done, total - done);
            System.arraycopy(y, yo, y, yo + done, length);
            done += length;
        }
    }

    static void repeatColumn(int rows, int columns, float[] x, int xo, float[] y, int yo) {
        for (int r = 0; r < rows; r++) {
            Arrays.fill(y, yo + r * columns, yo + (r + 1) * columns, x[xo + r]);
        }
    }

    /** z = x if so asked, otherwise zero. */
    static void keepIf(boolean keep, int n, float[] x, int xo, float[] z, int zo) {
        if (keep) {
            System.arraycopy(x, xo, z, zo, n);
        } else {
            Arrays.fill(z, zo, zo + n, 0f);
        }
    }
}
