package org.meta4j.compress.internal;

import java.io.ByteArrayOutputStream;

/** Numbers of few bits, one after the other, lowest bit first. */
final class BitWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long pending;
    private int pendingBits;

    /** @param bits of {@code value} to write, from 0 to 56 */
    void write(long value, int bits) {
        pending |= value << pendingBits;
        pendingBits += bits;
        while (pendingBits >= Byte.SIZE) {
            bytes.write((int) pending);
            pending >>>= Byte.SIZE;
            pendingBits -= Byte.SIZE;
        }
    }

    /** All that was written, the last byte filled up with zeros. */
    byte[] bytes() {
        if (pendingBits > 0) {
            bytes.write((int) pending);
            pending = 0;
            pendingBits = 0;
        }
        return bytes.toByteArray();
    }
}
