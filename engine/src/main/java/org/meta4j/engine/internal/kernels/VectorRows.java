package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The width of vectors on this machine and how rows of C are cut into tiles. */
final class VectorRows {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    /** As many as a row of the widest tile, to begin sums from. Never written. */
    static final float[] ZEROS = new float[4 * LANES];

    /** The number of each lane. */
    static final FloatVector NUMBERS = FloatVector.zero(SPECIES).addIndex(1);

    /** Tiles of six rows by four vectors need 32 vector registers; AVX2 has 16. */
    private static final boolean MANY_REGISTERS =
            LANES >= 16 || System.getProperty("os.arch").equals("aarch64");

    private VectorRows() {}

    /**
     * Width in vectors of the next tile of a row with so many vectors left. The last vector, if it overlaps its
     * neighbour, must share a tile with it, so that both are read before either is written: no single vector comes last
     * after others.
     */
    static int tileWidth(int vectors) {
        if (MANY_REGISTERS) {
            return vectors <= 4 ? vectors : vectors == 5 ? 3 : 4;
        }
        return (vectors & 1) == 1 ? 1 : 2;
    }
}
