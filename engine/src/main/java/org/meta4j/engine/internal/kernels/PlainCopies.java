package org.meta4j.engine.internal.kernels;

import java.util.Arrays;

/** Moves of elements, the same for every provider: the JDK's own copies are as fast as vectors. */
final class PlainCopies {
    /** Side of a square that is transposed at once: 16 floats are a cache line. */
    private static final int BLOCK = 16;

    private PlainCopies() {}

    static void transpose(int rows, int columns, float[] x, int xo, float[] y, int yo) {
        for (int r0 = 0; r0 < rows; r0 += BLOCK) {
            int r1 = Math.min(r0 + BLOCK, rows);
            for (int c0 = 0; c0 < columns; c0 += BLOCK) {
                int c1 = Math.min(c0 + BLOCK, columns);
                for (int c = c0; c < c1; c++) {
                    for (int r = r0; r < r1; r++) {
                        y[yo + c * rows + r] = x[xo + r * columns + c];
                    }
                }
            }
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
