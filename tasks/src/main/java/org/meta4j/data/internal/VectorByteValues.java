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
        int done = BYTES.length() == LANES
                ? byOnes(bytes, from, target, to, length)
                : byTwos(bytes, from, target, to, length);
        for (int i = done; i < length; i++) {
            target[to + i] = (bytes[from + i] & 0xff) / 255f;
        }
    }

    // A quotient is spelled out wherever it is used: a method that returned a vector would box it where it is not
    // inlined.

    private static int byOnes(byte[] bytes, int from, float[] target, int to, int length) {
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            Vector<Byte> read = ByteVector.fromArray(BYTES, bytes, from + i);
            IntVector numbers = (IntVector) read.convertShape(VectorOperators.B2I, INTS, 0);
            FloatVector values = (FloatVector) numbers.and(0xff).convertShape(VectorOperators.I2F, FLOATS, 0);
            values.mul(HIGH).add(values.mul(LOW)).intoArray(target, to + i);
        }
        return i;
    }

    private static int byTwos(byte[] bytes, int from, float[] target, int to, int length) {
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            Vector<Byte> read = ByteVector.fromArray(BYTES, bytes, from + i);
            IntVector low = (IntVector) read.convertShape(VectorOperators.B2I, INTS, 0);
            FloatVector values = (FloatVector) low.and(0xff).convertShape(VectorOperators.I2F, FLOATS, 0);
            values.mul(HIGH).add(values.mul(LOW)).intoArray(target, to + i);
            IntVector high = (IntVector) read.convertShape(VectorOperators.B2I, INTS, 1);
            FloatVector others = (FloatVector) high.and(0xff).convertShape(VectorOperators.I2F, FLOATS, 0);
            others.mul(HIGH).add(others.mul(LOW)).intoArray(target, to + i + LANES);
        }
        return i;
    }
}
