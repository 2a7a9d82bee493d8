package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a matrix product held in registers: one row of C by four, two or one vectors. The sums start from zero
 * and are written over C or, with {@code add}, added to it. Row r of A begins at a[ar] and goes on in steps of
 * {@code aStep}; the vectors of B begin at bo, one vector apart, but for the last, which begins {@code last}
 * after the first and may overlap its neighbour.
 *
 * <p>One loop a method, each sum a variable of its own: otherwise C2 keeps the vectors on the heap.
 */
final class GemmTilesOne {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private GemmTilesOne() {}

    /** The tile of the given width in vectors: 4, 2 or 1. */
    static void tile(
            int vectors,
            int k, float[] a, int aStep, int a0,
            float[] b, int bo, int bStep, int last,
            float[] c, int c0, boolean add) {
        switch (vectors) {
            case 4 -> tile1x4(k, a, aStep, a0, b, bo, bStep, last, c, c0, add);
            case 2 -> tile1x2(k, a, aStep, a0, b, bo, bStep, last, c, c0, add);
            default -> tile1x1(k, a, aStep, a0, b, bo, bStep, c, c0, add);
        }
    }

    private static void tile1x4(
            int k, float[] a, int aStep, int a0,
            float[] b, int bo, int bStep, int last,
            float[] c, int c0, boolean add) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s02 = FloatVector.zero(SPECIES);
        FloatVector s03 = FloatVector.zero(SPECIES);
        int ai = 0;
        int bi = bo;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bi + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, bi + last);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + ai]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            s03 = x0.fma(b3, s03);
            ai += aStep;
            bi += bStep;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(SPECIES, c, c0));
            s01 = s01.add(FloatVector.fromArray(SPECIES, c, c0 + LANES));
            s02 = s02.add(FloatVector.fromArray(SPECIES, c, c0 + 2 * LANES));
            s03.add(FloatVector.fromArray(SPECIES, c, c0 + last)).intoArray(c, c0 + last);
            s00.intoArray(c, c0);
            s01.intoArray(c, c0 + LANES);
            s02.intoArray(c, c0 + 2 * LANES);
            return;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s03.intoArray(c, c0 + last);
    }

    private static void tile1x2(
            int k, float[] a, int aStep, int a0,
            float[] b, int bo, int bStep, int last,
            float[] c, int c0, boolean add) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        int ai = 0;
        int bi = bo;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + last);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + ai]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            ai += aStep;
            bi += bStep;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(SPECIES, c, c0));
            s01.add(FloatVector.fromArray(SPECIES, c, c0 + last)).intoArray(c, c0 + last);
            s00.intoArray(c, c0);
            return;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + last);
    }

    private static void tile1x1(
            int k, float[] a, int aStep, int a0,
            float[] b, int bo, int bStep,
            float[] c, int c0, boolean add) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        int ai = 0;
        int bi = bo;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + ai]);
            s00 = x0.fma(b0, s00);
            ai += aStep;
            bi += bStep;
        }
        if (add) {
            s00.add(FloatVector.fromArray(SPECIES, c, c0)).intoArray(c, c0);
            return;
        }
        s00.intoArray(c, c0);
    }
}
