package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products with whole numbers of 8 bits, which become floats in registers: what is saved is memory to read. Where a vector
 * has so few floats that no vector of bytes is as short, in plain Java.
 */
final class VectorBytes {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;
    private static final int SHORTEST = 64;
    private static final boolean HAS_BYTES = LANES * Byte.SIZE >= SHORTEST;
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(HAS_BYTES ? LANES * Byte.SIZE : SHORTEST));

    private VectorBytes() {}

    static void rows(int rows, int columns, byte[] m, float[] scales, float[] x, int xo, float[] y, int yo) {
        int blocks = HAS_BYTES ? columns / (4 * LANES) : 0;
        int done = blocks * 4 * LANES;
        for (int r = 0; r < rows; r++) {
            int mo = r * columns;
            float sum = blocks == 0 ? 0f : blocks(blocks, m, mo, x, xo);
            y[yo + r] = scales[r] * (sum + PlainBytes.dot(columns - done, m, mo + done, x, xo + done));
        }
    }

    private static float blocks(int blocks, byte[] m, int mo, float[] x, int xo) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        int mi = mo;
        int xi = xo;
        for (int i = 0; i < blocks; i++) {
            s0 = ((FloatVector) ByteVector.fromArray(BYTES, m, mi).convertShape(VectorOperators.B2F, SPECIES, 0))
                    .fma(FloatVector.fromArray(SPECIES, x, xi), s0);
            s1 = ((FloatVector)
                            ByteVector.fromArray(BYTES, m, mi + LANES).convertShape(VectorOperators.B2F, SPECIES, 0))
                    .fma(FloatVector.fromArray(SPECIES, x, xi + LANES), s1);
            s2 = ((FloatVector) ByteVector.fromArray(BYTES, m, mi + 2 * LANES)
                            .convertShape(VectorOperators.B2F, SPECIES, 0))
                    .fma(FloatVector.fromArray(SPECIES, x, xi + 2 * LANES), s2);
            s3 = ((FloatVector) ByteVector.fromArray(BYTES, m, mi + 3 * LANES)
                            .convertShape(VectorOperators.B2F, SPECIES, 0))
                    .fma(FloatVector.fromArray(SPECIES, x, xi + 3 * LANES), s3);
            mi += 4 * LANES;
            xi += 4 * LANES;
        }
        // Spelled out, as in VectorSums.
        FloatVector s = s0.add(s1).add(s2.add(s3));
        s = s.add(s.rearrange(VectorSums.HALF));
        s = s.add(s.rearrange(VectorSums.QUARTER));
        s = LANES >= 8 ? s.add(s.rearrange(VectorSums.EIGHTH)) : s;
        s = LANES >= 16 ? s.add(s.rearrange(VectorSums.SIXTEENTH)) : s;
        return s.lane(0);
    }
}
