package org.meta4j.data.internal;

/** Reads bytes as numbers from 0 to 1: byte b, taken as 0 to 255, is b / 255, rounded to the nearest float. */
abstract class ByteValues {
    /** For each byte its number: exact, and half the time of a division. */
    private static final float[] TABLE = table();

    /** The fastest of this process: on the Vector API where its module is there, otherwise by a table. */
    static ByteValues get() {
        try {
            Class.forName("jdk.incubator.vector.FloatVector", false, ByteValues.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return new ByTable();
        }
        // By reflection, as linking this class must not touch a class of a module that may be missing.
        try {
            return Class.forName(ByteValues.class.getPackageName() + ".VectorByteValues")
                    .asSubclass(ByteValues.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the reader of bytes could not be loaded", e);
        }
    }

    /** Reads {@code length} bytes from {@code from} on and writes their numbers to {@code target} from {@code to} on. */
    abstract void read(byte[] bytes, int from, float[] target, int to, int length);

    /** The same in another order: byte {@code from + order[i]} comes i-th. */
    final void read(byte[] bytes, int from, int[] order, float[] target, int to) {
        for (int i = 0; i < order.length; i++) {
            target[to + i] = TABLE[bytes[from + order[i]] & 0xff];
        }
    }

    /** Without vectors. */
    static final class ByTable extends ByteValues {
        @Override
        void read(byte[] bytes, int from, float[] target, int to, int length) {
            for (int i = 0; i < length; i++) {
                target[to + i] = TABLE[bytes[from + i] & 0xff];
            }
        }
    }

    private static float[] table() {
        float[] values = new float[256];
        for (int b = 0; b < values.length; b++) {
            values[b] = b / 255f;
        }
        return values;
    }
}
