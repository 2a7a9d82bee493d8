package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of vectors on this machine, and writing of finished tiles. The vectors of a row lie one after the
 * other, but for the last, which begins {@code last} after the first and may overlap its neighbour: hence all of a
 * row is read before any of it is written.
 */
final class VectorRows {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    /** Tiles four vectors wide need 32 vector registers; AVX2 has 16. */
    private static final int WIDEST = LANES >= 16 || System.getProperty("os.arch").equals("aarch64") ? 4 : 2;

    private VectorRows() {}

    /**
     * Width of the next tile of a row with so many vectors left: 4, 2 or 1. An odd vector goes first, so that the
     * last vector, if it overlaps its neighbour, shares a tile with it and both are read before either is written.
     */
    static int tileWidth(int vectors) {
        return (vectors & 1) == 1 ? 1 : vectors >= 4 ? WIDEST : 2;
    }

    static void set(float[] c, int i, int last, FloatVector v0, FloatVector v1, FloatVector v2, FloatVector v3) {
        v0.intoArray(c, i);
        v1.intoArray(c, i + LANES);
        v2.intoArray(c, i + 2 * LANES);
        v3.intoArray(c, i + last);
    }

    static void add(float[] c, int i, int last, FloatVector v0, FloatVector v1, FloatVector v2, FloatVector v3) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, c, i).add(v0);
        FloatVector w1 = FloatVector.fromArray(SPECIES, c, i + LANES).add(v1);
        FloatVector w2 = FloatVector.fromArray(SPECIES, c, i + 2 * LANES).add(v2);
        FloatVector w3 = FloatVector.fromArray(SPECIES, c, i + last).add(v3);
        w0.intoArray(c, i);
        w1.intoArray(c, i + LANES);
        w2.intoArray(c, i + 2 * LANES);
        w3.intoArray(c, i + last);
    }

    static void set(float[] c, int i, int last, FloatVector v0, FloatVector v1) {
        v0.intoArray(c, i);
        v1.intoArray(c, i + last);
    }

    static void add(float[] c, int i, int last, FloatVector v0, FloatVector v1) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, c, i).add(v0);
        FloatVector w1 = FloatVector.fromArray(SPECIES, c, i + last).add(v1);
        w0.intoArray(c, i);
        w1.intoArray(c, i + last);
    }

    static void set(float[] c, int i, FloatVector v0) {
        v0.intoArray(c, i);
    }

    static void add(float[] c, int i, FloatVector v0) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, c, i).add(v0);
        w0.intoArray(c, i);
    }
}
