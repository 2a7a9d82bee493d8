package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a sum of outer products held in registers: four rows of C by four, two or one vectors. The sums over
 * q in [from, to) start from zero and are written over C or, with {@code add}, added to it. The elements of A
 * begin at a[ao + aRows[q]·aLength], the vectors of B at b[bo + bRows[q]·bLength], one vector apart, but for the
 * last, which begins {@code last} after the first and may overlap its neighbour.
 *
 * <p>One loop a method, each sum a variable of its own: otherwise C2 keeps the vectors on the heap.
 */
final class OuterTilesFour {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private OuterTilesFour() {}

    /** The tile of the given width in vectors: 4, 2 or 1. */
    static void tile(
            int vectors,
            int from, int to, int[] aRows, int[] bRows,
            float[] a, int ao, int aLength,
            float[] b, int bo, int bLength, int last,
            float[] c, int c0, int cStep, boolean add) {
        switch (vectors) {
            case 4 -> tile4x4(from, to, aRows, bRows, a, ao, aLength, b, bo, bLength, last, c, c0, cStep, add);
            case 2 -> tile4x2(from, to, aRows, bRows, a, ao, aLength, b, bo, bLength, last, c, c0, cStep, add);
            default -> tile4x1(from, to, aRows, bRows, a, ao, aLength, b, bo, bLength, c, c0, cStep, add);
        }
    }

    private static void tile4x4(
            int from, int to, int[] aRows, int[] bRows,
            float[] a, int ao, int aLength,
            float[] b, int bo, int bLength, int last,
            float[] c, int c0, int cStep, boolean add) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s02 = FloatVector.zero(SPECIES);
        FloatVector s03 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s12 = FloatVector.zero(SPECIES);
        FloatVector s13 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s22 = FloatVector.zero(SPECIES);
        FloatVector s23 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s32 = FloatVector.zero(SPECIES);
        FloatVector s33 = FloatVector.zero(SPECIES);
        for (int q = from; q < to; q++) {
            int ai = ao + aRows[q] * aLength;
            int bi = bo + bRows[q] * bLength;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bi + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, bi + last);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[ai]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            s03 = x0.fma(b3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[ai + 1]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            s13 = x1.fma(b3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[ai + 2]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            s23 = x2.fma(b3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[ai + 3]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            s33 = x3.fma(b3, s33);
        }
        int c1 = c0 + cStep;
        int c2 = c1 + cStep;
        int c3 = c2 + cStep;
        if (add) {
            VectorRows.add(c, c0, last, s00, s01, s02, s03);
            VectorRows.add(c, c1, last, s10, s11, s12, s13);
            VectorRows.add(c, c2, last, s20, s21, s22, s23);
            VectorRows.add(c, c3, last, s30, s31, s32, s33);
        } else {
            VectorRows.set(c, c0, last, s00, s01, s02, s03);
            VectorRows.set(c, c1, last, s10, s11, s12, s13);
            VectorRows.set(c, c2, last, s20, s21, s22, s23);
            VectorRows.set(c, c3, last, s30, s31, s32, s33);
        }
    }

    private static void tile4x2(
            int from, int to, int[] aRows, int[] bRows,
            float[] a, int ao, int aLength,
            float[] b, int bo, int bLength, int last,
            float[] c, int c0, int cStep, boolean add) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        for (int q = from; q < to; q++) {
            int ai = ao + aRows[q] * aLength;
            int bi = bo + bRows[q] * bLength;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + last);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[ai]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[ai + 1]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[ai + 2]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[ai + 3]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
        }
        int c1 = c0 + cStep;
        int c2 = c1 + cStep;
        int c3 = c2 + cStep;
        if (add) {
            VectorRows.add(c, c0, last, s00, s01);
            VectorRows.add(c, c1, last, s10, s11);
            VectorRows.add(c, c2, last, s20, s21);
            VectorRows.add(c, c3, last, s30, s31);
        } else {
            VectorRows.set(c, c0, last, s00, s01);
            VectorRows.set(c, c1, last, s10, s11);
            VectorRows.set(c, c2, last, s20, s21);
            VectorRows.set(c, c3, last, s30, s31);
        }
    }

    private static void tile4x1(
            int from, int to, int[] aRows, int[] bRows,
            float[] a, int ao, int aLength,
            float[] b, int bo, int bLength,
            float[] c, int c0, int cStep, boolean add) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        for (int q = from; q < to; q++) {
            int ai = ao + aRows[q] * aLength;
            int bi = bo + bRows[q] * bLength;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[ai]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[ai + 1]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[ai + 2]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[ai + 3]);
            s30 = x3.fma(b0, s30);
        }
        int c1 = c0 + cStep;
        int c2 = c1 + cStep;
        int c3 = c2 + cStep;
        if (add) {
            VectorRows.add(c, c0, s00);
            VectorRows.add(c, c1, s10);
            VectorRows.add(c, c2, s20);
            VectorRows.add(c, c3, s30);
        } else {
            VectorRows.set(c, c0, s00);
            VectorRows.set(c, c1, s10);
            VectorRows.set(c, c2, s20);
            VectorRows.set(c, c3, s30);
        }
    }
}
