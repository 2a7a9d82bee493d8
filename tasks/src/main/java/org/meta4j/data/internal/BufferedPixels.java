package org.meta4j.data.internal;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * An image that ImageIO decoded. Numbers of gray, RGB and palette images are taken from the raster; only for rarer
 * layouts is ImageIO's own, much slower, conversion asked.
 */
final class BufferedPixels implements Pixels {
    private static final int RED = 0;
    private static final int GREEN = 1;
    private static final int BLUE = 2;
    private static final int ALPHA = 3;

    private final BufferedImage image;
    private final Layout layout;
    private final float[] palette;

    private BufferedPixels(BufferedImage image, Layout layout, float[] palette) {
        this.image = image;
        this.layout = layout;
        this.palette = palette;
    }

    /** How numbers are found in the raster; the quick ways are many times quicker than {@code getRGB}. */
    private enum Layout {
        PALETTE,
        GRAY,
        RGB,
        OTHER
    }

    static BufferedPixels of(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel index) {
            return new BufferedPixels(image, Layout.PALETTE, palette(index));
        }
        boolean plain = !model.isAlphaPremultiplied() && integral(image.getRaster());
        // Not getRGB: it takes gray for linear light and would turn 128 into 188.
        if (plain && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            return new BufferedPixels(image, Layout.GRAY, new float[0]);
        }
        return new BufferedPixels(
                image, plain && model.getColorSpace().isCS_sRGB() ? Layout.RGB : Layout.OTHER, new float[0]);
    }

    @Override
    public int width() {
        return image.getWidth();
    }

    @Override
    public int height() {
        return image.getHeight();
    }

    @Override
    public Resize.Rows rows(int channels) {
        Colours.requireChannels(channels);
        float[] rgb = new float[3];
        if (layout == Layout.OTHER) {
            int[] line = new int[width()];
            return (y, row) -> {
                image.getRGB(0, y, line.length, 1, line, 0, line.length);
                for (int x = 0; x < line.length; x++) {
                    unpack(line[x], rgb);
                    Colours.put(rgb, channels, row, x);
                }
            };
        }
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int[] line = new int[width() * bands];
        float[] scale = scales(raster);
        return (y, row) -> {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width(), 1, line);
            for (int x = 0; x < width(); x++) {
                decode(line, x * bands, bands, scale, rgb);
                Colours.put(rgb, channels, row, x);
            }
        };
    }

    private void decode(int[] line, int at, int bands, float[] scale, float[] rgb) {
        if (layout == Layout.PALETTE) {
            System.arraycopy(palette, line[at] * 3, rgb, 0, 3);
            return;
        }
        boolean gray = layout == Layout.GRAY;
        for (int c = RED; c <= BLUE; c++) {
            int band = gray ? 0 : c;
            rgb[c] = line[at + band] * scale[band];
        }
        int alphaBand = gray ? 1 : ALPHA;
        if (bands > alphaBand) {
            Colours.overWhite(rgb, line[at + alphaBand] * scale[alphaBand] / Colours.WHITE);
        }
    }

    private static void unpack(int argb, float[] rgb) {
        rgb[RED] = (argb >> 16) & 0xff;
        rgb[GREEN] = (argb >> 8) & 0xff;
        rgb[BLUE] = argb & 0xff;
        Colours.overWhite(rgb, (argb >>> 24) / (float) Colours.WHITE);
    }

    private static float[] palette(IndexColorModel model) {
        float[] palette = new float[model.getMapSize() * 3];
        float[] rgb = new float[3];
        for (int i = 0; i < model.getMapSize(); i++) {
            unpack(model.getRGB(i), rgb);
            System.arraycopy(rgb, 0, palette, 3 * i, 3);
        }
        return palette;
    }

    private static boolean integral(Raster raster) {
        int type = raster.getDataBuffer().getDataType();
        return type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT || type == DataBuffer.TYPE_INT;
    }

    private static float[] scales(Raster raster) {
        float[] scales = new float[raster.getNumBands()];
        for (int band = 0; band < scales.length; band++) {
            scales[band] =
                    (float) Colours.WHITE / ((1L << raster.getSampleModel().getSampleSize(band)) - 1);
        }
        return scales;
    }
}
