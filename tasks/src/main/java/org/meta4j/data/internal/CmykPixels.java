package org.meta4j.data.internal;

import java.awt.image.Raster;

/**
 * The four bands of a JPEG for print as RGB: R = (255 − C)(255 − K) / 255 and so on, without regard to a profile of
 * inks, as most programs that show pictures do. YCCK becomes CMYK by JPEG's own rule (ITU-T T.871) first.
 */
final class CmykPixels implements Pixels {
    private final Raster raster;
    private final JpegHeader header;

    CmykPixels(Raster raster, JpegHeader header) {
        this.raster = raster;
        this.header = header;
    }

    @Override
    public int width() {
        return raster.getWidth();
    }

    @Override
    public int height() {
        return raster.getHeight();
    }

    @Override
    public Resize.Rows rows(int channels) {
        Colours.requireChannels(channels);
        int[] line = new int[4 * width()];
        float[] light = new float[3];
        return (y, row) -> {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width(), 1, line);
            for (int x = 0; x < width(); x++) {
                int first = 4 * x;
                if (header.transform() == 2) {
                    unpack(line[first], line[first + 1] - 128, line[first + 2] - 128, light);
                } else {
                    for (int c = 0; c < 3; c++) {
                        light[c] = line[first + c];
                    }
                }
                float black = line[first + 3];
                for (int c = 0; c < 3; c++) {
                    // Adobe's files hold the light that an ink lets through, others the ink.
                    float through = header.adobe() ? light[c] : Colours.WHITE - light[c];
                    float throughBlack = header.adobe() ? black : Colours.WHITE - black;
                    light[c] = through * throughBlack / Colours.WHITE;
                }
                Colours.put(light, channels, row, x);
            }
        };
    }

    /** The three inks of YCC: what is left of white by the colour that it stands for. */
    private static void unpack(int luma, int blueness, int redness, float[] inks) {
        inks[0] = ink(luma + 1.402f * redness);
        inks[1] = ink(luma - 0.344136f * blueness - 0.714136f * redness);
        inks[2] = ink(luma + 1.772f * blueness);
    }

    private static float ink(float colour) {
        return Colours.WHITE - Math.min(Colours.WHITE, Math.max(0, colour));
    }
}
