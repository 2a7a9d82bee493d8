package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a sum of outer products held in registers: one row of C. The element of A for q is a[ao + aRows[q]·aLength],
 * those of B begin at b[bo + bRows[q]·bLength].
 * The sums start from zero, or with {@code add} from what C holds; C is read before any of it is written, so that
 * an overlap adds once.
 *
 * <p>Width is in vectors, 4 to 1. They begin at bo, one vector apart, but for the last of several, which begins
 * {@code last} after the first and may overlap its neighbour.
 *
 * <p>One loop and one set of writes a method, each sum a variable of its own: C2 then keeps all sums in registers,
 * and C1 can still compile it. Beyond C1's limit a method never reaches C2.
 */
final class OuterOne {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private OuterOne() {}

    static void tile(
            int width,
            int from,
            int to,
            int[] aRows,
            int[] bRows,
            float[] a,
            int ao,
            int aLength,
            float[] b,
            int bo,
            int bLength,
            int last,
            float[] c,
            int c0,
            boolean add) {
        float[] z = add ? c : VectorRows.ZEROS;
        int z0 = add ? c0 : 0;
        switch (width) {
            case 4 -> tile1x4(from, to, aRows, bRows, a, ao, aLength, b, bo, bLength, last, z, z0, c, c0);
            case 3 -> tile1x3(from, to, aRows, bRows, a, ao, aLength, b, bo, bLength, last, z, z0, c, c0);
            case 2 -> tile1x2(from, to, aRows, bRows, a, ao, aLength, b, bo, bLength, last, z, z0, c, c0);
            default -> tile1x1(from, to, aRows, bRows, a, ao, aLength, b, bo, bLength, z, z0, c, c0);
        }
    }

    private static void tile1x4(
            int from,
            int to,
            int[] aRows,
            int[] bRows,
            float[] a,
            int ao,
            int aLength,
            float[] b,
            int bo,
            int bLength,
            int last,
            float[] z,
            int z0,
            float[] c,
            int c0) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, z, z0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, z, z0 + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, z, z0 + 2 * LANES);
        FloatVector s03 = FloatVector.fromArray(SPECIES, z, z0 + last);
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
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s03.intoArray(c, c0 + last);
    }

    private static void tile1x3(
            int from,
            int to,
            int[] aRows,
            int[] bRows,
            float[] a,
            int ao,
            int aLength,
            float[] b,
            int bo,
            int bLength,
            int last,
            float[] z,
            int z0,
            float[] c,
            int c0) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, z, z0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, z, z0 + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, z, z0 + last);
        for (int q = from; q < to; q++) {
            int ai = ao + aRows[q] * aLength;
            int bi = bo + bRows[q] * bLength;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bi + last);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[ai]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + last);
    }

    private static void tile1x2(
            int from,
            int to,
            int[] aRows,
            int[] bRows,
            float[] a,
            int ao,
            int aLength,
            float[] b,
            int bo,
            int bLength,
            int last,
            float[] z,
            int z0,
            float[] c,
            int c0) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, z, z0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, z, z0 + last);
        for (int q = from; q < to; q++) {
            int ai = ao + aRows[q] * aLength;
            int bi = bo + bRows[q] * bLength;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + last);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[ai]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + last);
    }

    private static void tile1x1(
            int from,
            int to,
            int[] aRows,
            int[] bRows,
            float[] a,
            int ao,
            int aLength,
            float[] b,
            int bo,
            int bLength,
            float[] z,
            int z0,
            float[] c,
            int c0) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, z, z0);
        for (int q = from; q < to; q++) {
            int ai = ao + aRows[q] * aLength;
            int bi = bo + bRows[q] * bLength;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[ai]);
            s00 = x0.fma(b0, s00);
        }
        s00.intoArray(c, c0);
    }
}
