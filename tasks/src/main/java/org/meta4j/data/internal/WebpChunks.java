package org.meta4j.data.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The chunks of a WebP (RFC 9649, section 2): whether all is there, and how the camera was held. */
final class WebpChunks {
    private static final int HEADER_BYTES = 12;
    private static final int FRAME_BYTES = 16;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private WebpChunks() {}

    /**
     * The {@link Orientation}.
     *
     * @throws IOException if the file ends early, which readers of its pixels may not notice
     */
    static int orientation(byte[] file) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < HEADER_BYTES || (buffer.getInt(4) & 0xffffffffL) + 8 > file.length) {
            throw new IOException("image is truncated");
        }
        int orientation = Orientation.UPRIGHT;
        int at = HEADER_BYTES;
        while (at + 8 <= file.length) {
            String type = new String(file, at, 4, StandardCharsets.ISO_8859_1);
            long length = buffer.getInt(at + 4) & 0xffffffffL;
            if (at + 8 + length > file.length) {
                throw new IOException("image is truncated");
            }
            if (type.equals("EXIF")) {
                // Some programs write the block as it is in a JPEG, with these six bytes before it.
                int skip = begins(file, at + 8) ? EXIF.length : 0;
                orientation = Orientation.of(file, at + 8 + skip, (int) length - skip);
            }
            at += (int) (8 + length + (length & 1));
        }
        return orientation;
    }

    /** Bytes of lossy pixels, those of the first picture where there are several. */
    static long lossyBytes(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long at = HEADER_BYTES;
        while (at + 8 <= file.length) {
            String type = new String(file, (int) at, 4, StandardCharsets.ISO_8859_1);
            long length = buffer.getInt((int) at + 4) & 0xffffffffL;
            if (type.equals("VP8 ")) {
                return length;
            }
            // The pictures of an animation are chunks within a chunk, behind their place and duration.
            at += type.equals("ANMF") ? 8 + FRAME_BYTES : 8 + length + (length & 1);
        }
        return 0;
    }

    private static boolean begins(byte[] file, int at) {
        for (int i = 0; i < EXIF.length; i++) {
            if (at + i >= file.length || file[at + i] != EXIF[i]) {
                return false;
            }
        }
        return true;
    }
}
