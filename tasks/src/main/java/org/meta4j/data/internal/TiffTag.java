package org.meta4j.data.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** Numbers that stand in the first directory of a TIFF (TIFF 6.0, section 2) or of a block that begins like one. */
final class TiffTag {
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private TiffTag() {}

    /** The value of a tag that has one; empty where it is not there or the block makes no sense. */
    static OptionalInt value(int tag, byte[] file, int offset, int length) {
        try {
            ByteBuffer tiff = ByteBuffer.wrap(file, offset, length).slice();
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            if (tiff.getShort(2) != 42) {
                return OptionalInt.empty();
            }
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < entries; i++) {
                int at = directory + 2 + 12 * i;
                if ((tiff.getShort(at) & 0xffff) == tag) {
                    return switch (tiff.getShort(at + 2)) {
                        case SHORT -> OptionalInt.of(tiff.getShort(at + 8) & 0xffff);
                        case LONG -> OptionalInt.of(tiff.getInt(at + 8));
                        default -> OptionalInt.empty();
                    };
                }
            }
            return OptionalInt.empty();
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return OptionalInt.empty();
        }
    }
}
