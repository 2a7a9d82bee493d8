package org.meta4j.data.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG (W3C, Portable Network Graphics, section 5). ImageIO checks no checksums and reads
 * files whose end is missing; this does.
 */
final class PngChunks {
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int FRAME_BYTES = 12;

    private PngChunks() {}

    /** One chunk: its four-letter type and where its data lie. */
    record Chunk(String type, int offset, int length) {
        /** Upper case says that a decoder must understand it. */
        boolean critical() {
            return Character.isUpperCase(type.charAt(0));
        }
    }

    static boolean isPng(byte[] file) {
        return file.length >= 8 && ByteBuffer.wrap(file).getLong() == SIGNATURE;
    }

    /** All chunks up to IEND; the checksums of the critical ones are right. What follows IEND is ignored. */
    static List<Chunk> of(byte[] file) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(file);
        List<Chunk> chunks = new ArrayList<>();
        int at = 8;
        while (true) {
            if (file.length - at < FRAME_BYTES) {
                throw new IOException("PNG is truncated");
            }
            int length = buffer.getInt(at);
            if (length < 0 || length > file.length - at - FRAME_BYTES) {
                throw new IOException("PNG is truncated or damaged");
            }
            Chunk chunk = new Chunk(new String(file, at + 4, 4, StandardCharsets.ISO_8859_1), at + 8, length);
            CRC32 crc = new CRC32();
            crc.update(file, at + 4, length + 4);
            if (chunk.critical() && (int) crc.getValue() != buffer.getInt(at + 8 + length)) {
                throw new IOException("PNG is damaged: wrong checksum of " + chunk.type);
            }
            chunks.add(chunk);
            if (chunk.type.equals("IEND")) {
                return chunks;
            }
            at += FRAME_BYTES + length;
        }
    }
}
