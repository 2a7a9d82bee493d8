package org.meta4j.data.internal;

/**
 * How a camera was held: tag 274 (Orientation) of TIFF 6.0, which JPEG, PNG and WebP have in their Exif block. 1 is
 * upright; 2, 4, 5 and 7 are mirrored; from 5 on rows and columns are swapped.
 */
final class Orientation {
    static final int UPRIGHT = 1;
    private static final int TAG = 274;
    private static final int FIRST_SWAPPED = 5;
    private static final int LAST = 8;

    private Orientation() {}

    /** Of a block that begins as a TIFF file does; upright where it says nothing that makes sense. */
    static int of(byte[] file, int offset, int length) {
        int value = TiffTag.value(TAG, file, offset, length).orElse(UPRIGHT);
        return value >= UPRIGHT && value <= LAST ? value : UPRIGHT;
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
