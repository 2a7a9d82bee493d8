package org.meta4j.data.internal;

import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Bytes for ImageIO. The JDK's stream over memory copies them piece by piece, and takes many times as long where a
 * decoder asks for single bytes.
 */
final class BytesInput extends ImageInputStreamImpl {
    private final byte[] bytes;

    BytesInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return -1;
        }
        int value = bytes[(int) streamPos] & 0xff;
        streamPos++;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return -1;
        }
        int count = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }
}
