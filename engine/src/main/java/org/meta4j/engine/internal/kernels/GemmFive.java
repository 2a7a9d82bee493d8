package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a matrix product held in registers: five rows of C by up to {@link #TERMS} terms, where the elements of a
 * row of A are adjacent and a row of B is as long as the tile is wide, 4 to 1 vectors. Row r of A begins at a[ar], of
 * C at c[cr]; rows may be the same, as C is read before any of it is written. The sums start from zero, or with
 * {@code add} from what C holds.
 *
 * <p>The shape comes from reading the machine code. A constant step through B lets C2 check bounds before the loop.
 * A number of terms below its limit of short loops (100) spares the loop around the loop that it makes for safepoints,
 * and that many rows of B stay in the nearest cache. Both free registers, and five rows need one less than six: with
 * six, C2 parks offsets in vector registers, and each such move costs a fifth of the speed.
 *
 * <p>One loop and one set of writes a method, each sum a variable of its own: C2 then keeps all sums in registers,
 * and C1 can still compile it. Beyond C1's limit a method never reaches C2.
 */
final class GemmFive {
    /** The most terms of a sum that a tile takes. */
    static final int TERMS = 64;

    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private GemmFive() {}

    static void tile(
            int width,
            int k,
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            int a4,
            float[] b,
            int bo,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3,
            int c4,
            boolean add) {
        float[] z = add ? c : VectorRows.ZEROS;
        int z0 = add ? c0 : 0;
        int z1 = add ? c1 : 0;
        int z2 = add ? c2 : 0;
        int z3 = add ? c3 : 0;
        int z4 = add ? c4 : 0;
        switch (width) {
            case 4 -> tile5x4(k, a, a0, a1, a2, a3, a4, b, bo, z, z0, z1, z2, z3, z4, c, c0, c1, c2, c3, c4);
            case 3 -> tile5x3(k, a, a0, a1, a2, a3, a4, b, bo, z, z0, z1, z2, z3, z4, c, c0, c1, c2, c3, c4);
            case 2 -> tile5x2(k, a, a0, a1, a2, a3, a4, b, bo, z, z0, z1, z2, z3, z4, c, c0, c1, c2, c3, c4);
            default -> tile5x1(k, a, a0, a1, a2, a3, a4, b, bo, z, z0, z1, z2, z3, z4, c, c0, c1, c2, c3, c4);
        }
    }

    private static void tile5x4(
            int k,
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            int a4,
            float[] b,
            int bo,
            float[] z,
            int z0,
            int z1,
            int z2,
            int z3,
            int z4,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3,
            int c4) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, z, z0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, z, z0 + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, z, z0 + 2 * LANES);
        FloatVector s03 = FloatVector.fromArray(SPECIES, z, z0 + 3 * LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
        FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
        FloatVector s12 = FloatVector.fromArray(SPECIES, z, z1 + 2 * LANES);
        FloatVector s13 = FloatVector.fromArray(SPECIES, z, z1 + 3 * LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
        FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
        FloatVector s22 = FloatVector.fromArray(SPECIES, z, z2 + 2 * LANES);
        FloatVector s23 = FloatVector.fromArray(SPECIES, z, z2 + 3 * LANES);
        FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
        FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + LANES);
        FloatVector s32 = FloatVector.fromArray(SPECIES, z, z3 + 2 * LANES);
        FloatVector s33 = FloatVector.fromArray(SPECIES, z, z3 + 3 * LANES);
        FloatVector s40 = FloatVector.fromArray(SPECIES, z, z4);
        FloatVector s41 = FloatVector.fromArray(SPECIES, z, z4 + LANES);
        FloatVector s42 = FloatVector.fromArray(SPECIES, z, z4 + 2 * LANES);
        FloatVector s43 = FloatVector.fromArray(SPECIES, z, z4 + 3 * LANES);
        int terms = Math.min(k, TERMS);
        for (int p = 0; p < terms; p++) {
            int bi = bo + p * (4 * LANES);
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bi + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, bi + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            s03 = x0.fma(b3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + p]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            s13 = x1.fma(b3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + p]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            s23 = x2.fma(b3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + p]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            s33 = x3.fma(b3, s33);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + p]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            s42 = x4.fma(b2, s42);
            s43 = x4.fma(b3, s43);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s03.intoArray(c, c0 + 3 * LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s12.intoArray(c, c1 + 2 * LANES);
        s13.intoArray(c, c1 + 3 * LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s22.intoArray(c, c2 + 2 * LANES);
        s23.intoArray(c, c2 + 3 * LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s32.intoArray(c, c3 + 2 * LANES);
        s33.intoArray(c, c3 + 3 * LANES);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + LANES);
        s42.intoArray(c, c4 + 2 * LANES);
        s43.intoArray(c, c4 + 3 * LANES);
    }

    private static void tile5x3(
            int k,
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            int a4,
            float[] b,
            int bo,
            float[] z,
            int z0,
            int z1,
            int z2,
            int z3,
            int z4,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3,
            int c4) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, z, z0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, z, z0 + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, z, z0 + 2 * LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
        FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
        FloatVector s12 = FloatVector.fromArray(SPECIES, z, z1 + 2 * LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
        FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
        FloatVector s22 = FloatVector.fromArray(SPECIES, z, z2 + 2 * LANES);
        FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
        FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + LANES);
        FloatVector s32 = FloatVector.fromArray(SPECIES, z, z3 + 2 * LANES);
        FloatVector s40 = FloatVector.fromArray(SPECIES, z, z4);
        FloatVector s41 = FloatVector.fromArray(SPECIES, z, z4 + LANES);
        FloatVector s42 = FloatVector.fromArray(SPECIES, z, z4 + 2 * LANES);
        int terms = Math.min(k, TERMS);
        for (int p = 0; p < terms; p++) {
            int bi = bo + p * (3 * LANES);
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bi + 2 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + p]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + p]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + p]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + p]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            s42 = x4.fma(b2, s42);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s12.intoArray(c, c1 + 2 * LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s22.intoArray(c, c2 + 2 * LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s32.intoArray(c, c3 + 2 * LANES);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + LANES);
        s42.intoArray(c, c4 + 2 * LANES);
    }

    private static void tile5x2(
            int k,
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            int a4,
            float[] b,
            int bo,
            float[] z,
            int z0,
            int z1,
            int z2,
            int z3,
            int z4,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3,
            int c4) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, z, z0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, z, z0 + LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
        FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
        FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
        FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
        FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + LANES);
        FloatVector s40 = FloatVector.fromArray(SPECIES, z, z4);
        FloatVector s41 = FloatVector.fromArray(SPECIES, z, z4 + LANES);
        int terms = Math.min(k, TERMS);
        for (int p = 0; p < terms; p++) {
            int bi = bo + p * (2 * LANES);
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + p]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + p]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + p]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + p]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + LANES);
    }

    private static void tile5x1(
            int k,
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            int a4,
            float[] b,
            int bo,
            float[] z,
            int z0,
            int z1,
            int z2,
            int z3,
            int z4,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3,
            int c4) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, z, z0);
        FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
        FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
        FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
        FloatVector s40 = FloatVector.fromArray(SPECIES, z, z4);
        int terms = Math.min(k, TERMS);
        for (int p = 0; p < terms; p++) {
            int bi = bo + p * LANES;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + p]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + p]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + p]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + p]);
            s30 = x3.fma(b0, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + p]);
            s40 = x4.fma(b0, s40);
        }
        s00.intoArray(c, c0);
        s10.intoArray(c, c1);
        s20.intoArray(c, c2);
        s30.intoArray(c, c3);
        s40.intoArray(c, c4);
    }
}
