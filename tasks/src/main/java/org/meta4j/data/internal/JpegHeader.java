package org.meta4j.data.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a JPEG says before its pixels (ITU-T T.81, annex B; Adobe Technical Note 5116 for the marker of its encoders).
 *
 * @param width pixels in a row
 * @param height rows
 * @param components 1 gray, 3 colour, 4 CMYK or YCCK
 * @param adobe whether Adobe's marker is there; such files hold CMYK inverted
 * @param transform of Adobe's marker: 2 says that the four components are YCCK
 * @param orientation see {@link Orientation}
 */
record JpegHeader(int width, int height, int components, boolean adobe, int transform, int orientation) {
    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xcf;
    private static final int EXIF_MARKER = 0xe1;
    private static final int ADOBE_MARKER = 0xee;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.ISO_8859_1);

    static JpegHeader of(byte[] file) throws IOException {
        boolean adobe = false;
        int transform = 0;
        int orientation = Orientation.UPRIGHT;
        int at = 2;
        while (true) {
            // What lies between two segments is skipped; a marker may be padded with any number of 0xff.
            while (at < file.length && (file[at] & 0xff) != 0xff) {
                at++;
            }
            while (at < file.length && (file[at] & 0xff) == 0xff) {
                at++;
            }
            if (file.length - at < 3) {
                throw new IOException("image is truncated");
            }
            int marker = file[at] & 0xff;
            int length = (file[at + 1] & 0xff) << 8 | file[at + 2] & 0xff;
            int data = at + 3;
            if (length < 2 || data + length - 2 > file.length) {
                throw new IOException("image is truncated or damaged");
            }
            if (marker == ADOBE_MARKER && begins(file, data, length - 2, ADOBE) && length - 2 >= 12) {
                adobe = true;
                transform = file[data + 11];
            } else if (marker == EXIF_MARKER && begins(file, data, length - 2, EXIF)) {
                orientation = Orientation.of(file, data + EXIF.length, length - 2 - EXIF.length);
            } else if (isFrame(marker)) {
                if (length < 8) {
                    throw new IOException("image is damaged");
                }
                int height = (file[data + 1] & 0xff) << 8 | file[data + 2] & 0xff;
                int width = (file[data + 3] & 0xff) << 8 | file[data + 4] & 0xff;
                return new JpegHeader(width, height, file[data + 5] & 0xff, adobe, transform, orientation);
            }
            at = data + length - 2;
        }
    }

    boolean cmyk() {
        return components == 4;
    }

    private static boolean isFrame(int marker) {
        // Between the frames' markers are those of Huffman tables, of extensions and of arithmetic coding.
        return marker >= FIRST_FRAME && marker <= LAST_FRAME && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean begins(byte[] file, int at, int length, byte[] wanted) {
        if (length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (file[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
