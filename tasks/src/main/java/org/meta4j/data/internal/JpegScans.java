package org.meta4j.data.internal;

/** Counts how often a JPEG goes over its image: once, or several times where it is progressive (T.81, annex B). */
final class JpegScans {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int FIRST_WITHOUT_LENGTH = 0xd0;
    private static final int LAST_WITHOUT_LENGTH = 0xd8;

    private JpegScans() {}

    /** Scans until the end of the image, or as far as the file makes sense. */
    static int count(byte[] file) {
        int scans = 0;
        int at = 2;
        while (true) {
            // Whatever lies before the next marker: a scan's data have 0 behind each 0xff of theirs.
            while (at + 1 < file.length && ((file[at] & 0xff) != 0xff || isData(file[at + 1] & 0xff))) {
                at++;
            }
            if (at + 3 >= file.length || (file[at + 1] & 0xff) == END_OF_IMAGE) {
                return scans;
            }
            int marker = file[at + 1] & 0xff;
            if (marker >= FIRST_WITHOUT_LENGTH && marker <= LAST_WITHOUT_LENGTH) {
                at += 2;
                continue;
            }
            scans += marker == START_OF_SCAN ? 1 : 0;
            at += 2 + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
        }
    }

    /** Of a byte behind 0xff: whether it makes it a number of the data, or a filling before a marker. */
    private static boolean isData(int next) {
        return next == 0 || next == 0xff;
    }
}
