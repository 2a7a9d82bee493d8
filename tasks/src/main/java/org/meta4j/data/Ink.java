package org.meta4j.data;

/**
 * Whether images are inverted, so that what is drawn is bright (1) and what it is drawn on dark (0): learners pad
 * with 0, and a model meta-trained on bright ink sees nothing familiar in dark ink.
 */
public enum Ink {
    /** Values become 1 − value: dark ink on white paper. */
    INVERT,
    /** Values stay: light on dark, or photographs. */
    KEEP,
    /**
     * Decided from the images themselves. Colour images are kept. Gray ones are inverted if the paper is bright:
     * if the median brightness of the pixels along the border lies above half of full brightness, and for a folder, if
     * this holds for more than half of its images. All images of a folder are treated alike.
     */
    AUTO;

    private static final double HALF = 127.5;

    /**
     * What AUTO comes to; the other two are returned as they are.
     *
     * @param channels 1 for gray, 3 for colour
     * @param brightPapers images whose paper is bright, see {@link #brightPaper}
     * @param images images looked at
     */
    Ink resolve(int channels, int brightPapers, int images) {
        if (this != AUTO) {
            return this;
        }
        return channels == 1 && 2L * brightPapers > images ? INVERT : KEEP;
    }

    static boolean brightPaper(double borderMedian) {
        return borderMedian > HALF;
    }

    /** @param pixels bytes 0 to 255, changed in place if this is INVERT */
    void apply(byte[] pixels) {
        if (this == INVERT) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) ~pixels[i];
            }
        }
    }
}
