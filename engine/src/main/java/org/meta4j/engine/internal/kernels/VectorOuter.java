package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#outerRows} as a product of matrices: the gathered rows of A and B are copied, so many at a time that
 * they stay in the nearest cache, and Aᵀ·B is added to C by register tiles. A copy costs some twentieth of the product
 * and spares each tile the look-up and the bounds check of every row.
 */
final class VectorOuter {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

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
            int co,
            float[] scratch,
            int so) {
        if (n < LANES) {
            // A vector would spill over into the next row of C, where it would be added.
            PlainGemm.outerRows(count, aRows, bRows, m, n, a, ao, b, bo, c, co);
            return;
        }
        for (int q = 0; q < count; q += Kernels.OUTER_ROWS) {
            int k = Math.min(Kernels.OUTER_ROWS, count - q);
            int second = so + k * m;
            copyRows(aRows, q, k, m, a, ao, scratch, so);
            copyRows(bRows, q, k, n, b, bo, scratch, second);
            add(m, n, k, scratch, so, second, c, co);
        }
    }

    /** Copies rows by whole vectors: what is too much is written over by the next row, or lies in the slack. */
    private static void copyRows(int[] rows, int from, int count, int length, float[] x, int xo, float[] y, int yo) {
        for (int r = 0; r < count; r++) {
            int source = xo + rows[from + r] * length;
            int target = yo + r * length;
            for (int j = 0; j < length; j += LANES) {
                FloatVector.fromArray(SPECIES, x, source + j).intoArray(y, target + j);
            }
        }
    }

    /** C += Aᵀ·B of the copies, [k, m] and [k, n]. */
    private static void add(int m, int n, int k, float[] copies, int ao, int bo, float[] c, int co) {
        int vectors = (n + LANES - 1) / LANES;
        int j = 0;
        while (vectors > 0) {
            int width = VectorRows.tileWidth(vectors);
            int last = Math.min((width - 1) * LANES, n - j - LANES);
            int i = 0;
            for (; i <= m - 6; i += 6) {
                GemmTransposedSix.tile(
                        width, k, copies, ao + i, m, copies, bo + j, n, last, c, co + i * n + j, n, true);
            }
            for (; i <= m - 4; i += 4) {
                GemmTransposedFour.tile(
                        width, k, copies, ao + i, m, copies, bo + j, n, last, c, co + i * n + j, n, true);
            }
            for (; i < m; i++) {
                GemmOne.tile(width, k, copies, m, ao + i, copies, bo + j, n, last, c, co + i * n + j, true);
            }
            j += width * LANES;
            vectors -= width;
        }
    }
}
