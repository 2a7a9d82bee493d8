package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a matrix product held in registers: four rows of C, where A is transposed: its four elements for one p are
 * adjacent, and those of the next p follow {@code aStep} later.
 * The sums start from zero, or with {@code add} from what C holds; C is read before any of it is written, so that
 * an overlap adds once.
 *
 * <p>Width is in vectors, 4 to 1. They begin at bo, one vector apart, but for the last of several, which begins
 * {@code last} after the first and may overlap its neighbour.
 *
 * <p>One loop and one set of writes a method, each sum a variable of its own: C2 then keeps all sums in registers,
 * and C1 can still compile it. Beyond C1's limit a method never reaches C2.
 */
final class GemmTransposedFour {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private GemmTransposedFour() {}

    static void tile(
            int width,
            int k,
            float[] a,
            int ao,
            int aStep,
            float[] b,
            int bo,
            int bStep,
            int last,
            float[] c,
            int c0,
            int cStep,
            boolean add) {
        float[] z = add ? c : VectorRows.ZEROS;
        int z0 = add ? c0 : 0;
        int zStep = add ? cStep : 0;
        switch (width) {
            case 4 -> tile4x4(k, a, ao, aStep, b, bo, bStep, last, z, z0, zStep, c, c0, cStep);
            case 3 -> tile4x3(k, a, ao, aStep, b, bo, bStep, last, z, z0, zStep, c, c0, cStep);
            case 2 -> tile4x2(k, a, ao, aStep, b, bo, bStep, last, z, z0, zStep, c, c0, cStep);
            default -> tile4x1(k, a, ao, aStep, b, bo, bStep, z, z0, zStep, c, c0, cStep);
        }
    }

    private static void tile4x4(
            int k,
            float[] a,
            int ao,
            int aStep,
            float[] b,
            int bo,
            int bStep,
            int last,
            float[] z,
            int z0,
            int zStep,
            float[] c,
            int c0,
            int cStep) {
        int z1 = z0 + zStep;
        int z2 = z1 + zStep;
        int z3 = z2 + zStep;
        FloatVector s00 = FloatVector.fromArray(SPECIES, z, z0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, z, z0 + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, z, z0 + 2 * LANES);
        FloatVector s03 = FloatVector.fromArray(SPECIES, z, z0 + last);
        FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
        FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
        FloatVector s12 = FloatVector.fromArray(SPECIES, z, z1 + 2 * LANES);
        FloatVector s13 = FloatVector.fromArray(SPECIES, z, z1 + last);
        FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
        FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
        FloatVector s22 = FloatVector.fromArray(SPECIES, z, z2 + 2 * LANES);
        FloatVector s23 = FloatVector.fromArray(SPECIES, z, z2 + last);
        FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
        FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + LANES);
        FloatVector s32 = FloatVector.fromArray(SPECIES, z, z3 + 2 * LANES);
        FloatVector s33 = FloatVector.fromArray(SPECIES, z, z3 + last);
        int ai = ao;
        int bi = bo;
        for (int p = 0; p < k; p++) {
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
            ai += aStep;
            bi += bStep;
        }
        int c1 = c0 + cStep;
        int c2 = c1 + cStep;
        int c3 = c2 + cStep;
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s03.intoArray(c, c0 + last);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s12.intoArray(c, c1 + 2 * LANES);
        s13.intoArray(c, c1 + last);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s22.intoArray(c, c2 + 2 * LANES);
        s23.intoArray(c, c2 + last);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s32.intoArray(c, c3 + 2 * LANES);
        s33.intoArray(c, c3 + last);
    }

    private static void tile4x3(
            int k,
            float[] a,
            int ao,
            int aStep,
            float[] b,
            int bo,
            int bStep,
            int last,
            float[] z,
            int z0,
            int zStep,
            float[] c,
            int c0,
            int cStep) {
        int z1 = z0 + zStep;
        int z2 = z1 + zStep;
        int z3 = z2 + zStep;
        FloatVector s00 = FloatVector.fromArray(SPECIES, z, z0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, z, z0 + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, z, z0 + last);
        FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
        FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
        FloatVector s12 = FloatVector.fromArray(SPECIES, z, z1 + last);
        FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
        FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
        FloatVector s22 = FloatVector.fromArray(SPECIES, z, z2 + last);
        FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
        FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + LANES);
        FloatVector s32 = FloatVector.fromArray(SPECIES, z, z3 + last);
        int ai = ao;
        int bi = bo;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bi + last);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[ai]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[ai + 1]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[ai + 2]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[ai + 3]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            ai += aStep;
            bi += bStep;
        }
        int c1 = c0 + cStep;
        int c2 = c1 + cStep;
        int c3 = c2 + cStep;
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + last);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s12.intoArray(c, c1 + last);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s22.intoArray(c, c2 + last);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s32.intoArray(c, c3 + last);
    }

    private static void tile4x2(
            int k,
            float[] a,
            int ao,
            int aStep,
            float[] b,
            int bo,
            int bStep,
            int last,
            float[] z,
            int z0,
            int zStep,
            float[] c,
            int c0,
            int cStep) {
        int z1 = z0 + zStep;
        int z2 = z1 + zStep;
        int z3 = z2 + zStep;
        FloatVector s00 = FloatVector.fromArray(SPECIES, z, z0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, z, z0 + last);
        FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
        FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + last);
        FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
        FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + last);
        FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
        FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + last);
        int ai = ao;
        int bi = bo;
        for (int p = 0; p < k; p++) {
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
            ai += aStep;
            bi += bStep;
        }
        int c1 = c0 + cStep;
        int c2 = c1 + cStep;
        int c3 = c2 + cStep;
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + last);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + last);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + last);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + last);
    }

    private static void tile4x1(
            int k,
            float[] a,
            int ao,
            int aStep,
            float[] b,
            int bo,
            int bStep,
            float[] z,
            int z0,
            int zStep,
            float[] c,
            int c0,
            int cStep) {
        int z1 = z0 + zStep;
        int z2 = z1 + zStep;
        int z3 = z2 + zStep;
        FloatVector s00 = FloatVector.fromArray(SPECIES, z, z0);
        FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
        FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
        FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
        int ai = ao;
        int bi = bo;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[ai]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[ai + 1]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[ai + 2]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[ai + 3]);
            s30 = x3.fma(b0, s30);
            ai += aStep;
            bi += bStep;
        }
        int c1 = c0 + cStep;
        int c2 = c1 + cStep;
        int c3 = c2 + cStep;
        s00.intoArray(c, c0);
        s10.intoArray(c, c1);
        s20.intoArray(c, c2);
        s30.intoArray(c, c3);
    }
}
