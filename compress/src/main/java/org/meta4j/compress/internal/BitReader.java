package org.meta4j.compress.internal;

/** Reads what {@link BitWriter} wrote. */
final class BitReader {
    private final byte[] bytes;
    private long next;

    BitReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws DamagedException if there are no more bits */
    int bit() {
        int at = (int) (next / Byte.SIZE);
        if (at >= bytes.length) {
            throw new DamagedException("its bits end too soon");
        }
        int bit = bytes[at] >> next % Byte.SIZE & 1;
        next++;
        return bit;
    }

    /** @param bits from 0 to 31 */
    int read(int bits) {
        int value = 0;
        for (int i = 0; i < bits; i++) {
            value |= bit() << i;
        }
        return value;
    }

    /** Makes sure that nothing but the filling of the last byte is left. */
    void end() {
        long left = (long) bytes.length * Byte.SIZE - next;
        if (left >= Byte.SIZE) {
            throw new DamagedException(left + " bits are left over");
        }
    }
}
