package org.meta4j.data.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held: tag 274 (Orientation) of TIFF 6.0, which JPEG, PNG and WebP have in their Exif block. 1 is
 * upright; 2, 4, 5 and 7 are mirrored; from 5 on rows and columns are swapped.
 */
final class Orientation {
    static final int UPRIGHT = 1;
    private static final int TAG = 274;
    private static final int SHORT = 3;
    private static final int FIRST_SWAPPED = 5;
    private static final int LAST = 8;

    private Orientation() {}

    /** Of a block that begins as a TIFF file does; upright where it says nothing that makes sense. */
    static int of(byte[] file, int offset, int length) {
        try {
            ByteBuffer tiff = ByteBuffer.wrap(file, offset, length).slice();
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            if (tiff.getShort(2) != 42) {
                return UPRIGHT;
            }
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < entries; i++) {
                int at = directory + 2 + 12 * i;
                if ((tiff.getShort(at) & 0xffff) == TAG && tiff.getShort(at + 2) == SHORT) {
                    int value = tiff.getShort(at + 8);
                    return value >= UPRIGHT && value <= LAST ? value : UPRIGHT;
                }
            }
            return UPRIGHT;
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return UPRIGHT;
        }
    }

    /** Whether height and width change places when the image is turned upright. */
    static boolean swaps(int orientation) {
        return orientation >= FIRST_SWAPPED;
    }

    /**
     * An image turned upright.
     *
     * @param pixels of the image as it lies in its file
     * @param height of the upright image
     * @param width of the upright image
     */
    static byte[] upright(byte[] pixels, int height, int width, int channels, int orientation) {
        if (orientation == UPRIGHT) {
            return pixels;
        }
        byte[] result = new byte[pixels.length];
        int stride = swaps(orientation) ? height : width;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int right = width - 1 - column;
                int below = height - 1 - row;
                int from = switch (orientation) {
                    case 2 -> row * stride + right;
                    case 3 -> below * stride + right;
                    case 4 -> below * stride + column;
                    case 5 -> column * stride + row;
                    case 6 -> right * stride + row;
                    case 7 -> right * stride + below;
                    default -> column * stride + below;
                };
                System.arraycopy(pixels, from * channels, result, (row * width + column) * channels, channels);
            }
        }
        return result;
    }
}
