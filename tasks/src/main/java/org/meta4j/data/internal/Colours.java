package org.meta4j.data.internal;

/** What all readers of pixels do to a colour, a number from 0 to 255 for each of red, green and blue. */
final class Colours {
    static final int WHITE = 255;

    private Colours() {}

    static void requireChannels(int channels) {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException(
                    "an image has 1 channel (gray) or 3 (RGB), but " + channels + " were asked for");
        }
    }

    /** Writes a colour to pixel x of a row, as gray or as it is. */
    static void put(float[] rgb, int channels, float[] row, int x) {
        if (channels == 3) {
            System.arraycopy(rgb, 0, row, 3 * x, 3);
        } else if (rgb[0] == rgb[1] && rgb[1] == rgb[2]) {
            // Exactly, where the weighted sum would leave a rounding error.
            row[x] = rgb[0];
        } else {
            row[x] = 0.299f * rgb[0] + 0.587f * rgb[1] + 0.114f * rgb[2];
        }
    }

    /** Lays a colour over white paper. */
    static void overWhite(float[] rgb, float alpha) {
        for (int c = 0; c < 3; c++) {
            rgb[c] = alpha * rgb[c] + (1 - alpha) * WHITE;
        }
    }
}
