package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Kernels#addRows} and {@link Kernels#addRowProducts}: columns by four vectors, by one, and what is left in one that overlaps. */
final class VectorRowSums {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private static final FloatVector NUMBERS = VectorRows.NUMBERS;

    private VectorRowSums() {}

    static void addRows(int rows, int columns, float[] x, int xo, float[] sums, int so) {
        int j = 0;
        for (; j <= columns - 4 * LANES; j += 4 * LANES) {
            addFour(rows, columns, x, xo + j, sums, so + j);
        }
        for (; j <= columns - LANES; j += LANES) {
            addOne(rows, columns, x, xo + j, sums, so + j);
        }
        if (j < columns && j > 0) {
            addLast(rows, columns, j, x, xo, sums, so);
            return;
        }
        for (; j < columns; j++) {
            float sum = 0f;
            for (int r = 0; r < rows; r++) {
                sum += x[xo + r * columns + j];
            }
            sums[so + j] += sum;
        }
    }

    private static void addFour(int rows, int columns, float[] x, int xo, float[] sums, int so) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        int xi = xo;
        for (int r = 0; r < rows; r++) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, x, xi));
            s1 = s1.add(FloatVector.fromArray(SPECIES, x, xi + LANES));
            s2 = s2.add(FloatVector.fromArray(SPECIES, x, xi + 2 * LANES));
            s3 = s3.add(FloatVector.fromArray(SPECIES, x, xi + 3 * LANES));
            xi += columns;
        }
        FloatVector.fromArray(SPECIES, sums, so).add(s0).intoArray(sums, so);
        FloatVector.fromArray(SPECIES, sums, so + LANES).add(s1).intoArray(sums, so + LANES);
        FloatVector.fromArray(SPECIES, sums, so + 2 * LANES).add(s2).intoArray(sums, so + 2 * LANES);
        FloatVector.fromArray(SPECIES, sums, so + 3 * LANES).add(s3).intoArray(sums, so + 3 * LANES);
    }

    private static void addOne(int rows, int columns, float[] x, int xo, float[] sums, int so) {
        FloatVector s = FloatVector.zero(SPECIES);
        int xi = xo;
        for (int r = 0; r < rows; r++) {
            s = s.add(FloatVector.fromArray(SPECIES, x, xi));
            xi += columns;
        }
        FloatVector.fromArray(SPECIES, sums, so).add(s).intoArray(sums, so);
    }

    static void addRowProducts(int rows, int columns, float[] x, int xo, float[] y, int yo, float[] sums, int so) {
        int j = 0;
        for (; j <= columns - 4 * LANES; j += 4 * LANES) {
            addFourProducts(rows, columns, x, xo + j, y, yo + j, sums, so + j);
        }
        for (; j <= columns - LANES; j += LANES) {
            addOneProduct(rows, columns, x, xo + j, y, yo + j, sums, so + j);
        }
        if (j < columns && j > 0) {
            addLastProducts(rows, columns, j, x, xo, y, yo, sums, so);
            return;
        }
        for (; j < columns; j++) {
            float sum = 0f;
            for (int r = 0; r < rows; r++) {
                sum = Math.fma(x[xo + r * columns + j], y[yo + r * columns + j], sum);
            }
            sums[so + j] += sum;
        }
    }

    private static void addFourProducts(
            int rows, int columns, float[] x, int xo, float[] y, int yo, float[] sums, int so) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        int xi = xo;
        int yi = yo;
        for (int r = 0; r < rows; r++) {
            s0 = FloatVector.fromArray(SPECIES, x, xi).fma(FloatVector.fromArray(SPECIES, y, yi), s0);
            s1 = FloatVector.fromArray(SPECIES, x, xi + LANES).fma(FloatVector.fromArray(SPECIES, y, yi + LANES), s1);
            s2 = FloatVector.fromArray(SPECIES, x, xi + 2 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, y, yi + 2 * LANES), s2);
            s3 = FloatVector.fromArray(SPECIES, x, xi + 3 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, y, yi + 3 * LANES), s3);
            xi += columns;
            yi += columns;
        }
        FloatVector.fromArray(SPECIES, sums, so).add(s0).intoArray(sums, so);
        FloatVector.fromArray(SPECIES, sums, so + LANES).add(s1).intoArray(sums, so + LANES);
        FloatVector.fromArray(SPECIES, sums, so + 2 * LANES).add(s2).intoArray(sums, so + 2 * LANES);
        FloatVector.fromArray(SPECIES, sums, so + 3 * LANES).add(s3).intoArray(sums, so + 3 * LANES);
    }

    private static void addOneProduct(
            int rows, int columns, float[] x, int xo, float[] y, int yo, float[] sums, int so) {
        FloatVector s = FloatVector.zero(SPECIES);
        int xi = xo;
        int yi = yo;
        for (int r = 0; r < rows; r++) {
            s = FloatVector.fromArray(SPECIES, x, xi).fma(FloatVector.fromArray(SPECIES, y, yi), s);
            xi += columns;
            yi += columns;
        }
        FloatVector.fromArray(SPECIES, sums, so).add(s).intoArray(sums, so);
    }

    /** Columns from {@code j} on, in a vector that overlaps the one before it: the lanes that were added already add nothing. */
    private static void addLast(int rows, int columns, int j, float[] x, int xo, float[] sums, int so) {
        FloatVector s = FloatVector.zero(SPECIES);
        int first = columns - LANES;
        int xi = xo + first;
        for (int r = 0; r < rows; r++) {
            s = s.add(FloatVector.fromArray(SPECIES, x, xi));
            xi += columns;
        }
        VectorMask<Float> open = NUMBERS.compare(VectorOperators.GE, (float) (j - first));
        FloatVector before = FloatVector.fromArray(SPECIES, sums, so + first);
        before.blend(before.add(s), open).intoArray(sums, so + first);
    }

    private static void addLastProducts(
            int rows, int columns, int j, float[] x, int xo, float[] y, int yo, float[] sums, int so) {
        FloatVector s = FloatVector.zero(SPECIES);
        int first = columns - LANES;
        int xi = xo + first;
        int yi = yo + first;
        for (int r = 0; r < rows; r++) {
            s = FloatVector.fromArray(SPECIES, x, xi).fma(FloatVector.fromArray(SPECIES, y, yi), s);
            xi += columns;
            yi += columns;
        }
        VectorMask<Float> open = NUMBERS.compare(VectorOperators.GE, (float) (j - first));
        FloatVector before = FloatVector.fromArray(SPECIES, sums, so + first);
        before.blend(before.add(s), open).intoArray(sums, so + first);
    }
}
