package org.meta4j.data.internal;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Bytes as numbers, a vector at a time. A quotient is made of two products with parts of 1/255: the first is exact, as
 * its factor has 16 digits that count, the second is tiny, so their sum is rounded like the quotient itself; a test
 * compares all 256.
 */
final class VectorByteValues extends ByteValues {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    /** As many bytes as there are lanes; of 4 bytes there is no vector, so then twice as many. */
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, 8 * LANES)));

    private static final float HIGH = Float.intBitsToFloat(Float.floatToIntBits(1 / 255f) & 0xffffff00);
    private static final float LOW = (float) (1.0 / 255 - HIGH);

    /** Made by reflection. */
    VectorByteValues() {}

    @Override
    void read(byte[] bytes, int from, float[] target, int to, int length) {
        int end = length - BYTES.length();
        int i = 0;
        if (BYTES.length() == LANES) {
            for (; i <= end; i += LANES) {
                Vector<Byte> read = ByteVector.fromArray(BYTES, bytes, from + i);
                values(read, 0).intoArray(target, to + i);
            }
        } else {
            for (; i <= end; i += 2 * LANES) {
                Vector<Byte> read = ByteVector.fromArray(BYTES, bytes, from + i);
                values(read, 0).intoArray(target, to + i);
                values(read, 1).intoArray(target, to + i + LANES);
            }
        }
        for (; i < length; i++) {
            target[to + i] = (bytes[from + i] & 0xff) / 255f;
        }
    }

    private static FloatVector values(Vector<Byte> bytes, int part) {
        IntVector signed = (IntVector) bytes.convertShape(VectorOperators.B2I, INTS, part);
        FloatVector values = (FloatVector) signed.and(0xff).convertShape(VectorOperators.I2F, FLOATS, 0);
        return values.mul(HIGH).add(values.mul(LOW));
    }
}
