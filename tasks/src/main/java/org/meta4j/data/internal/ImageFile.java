package org.meta4j.data.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.meta4j.tasks.ExampleShape;

/**
 * One image file, decoded, turned upright and fitted into a shape: it keeps its proportions, lies in the middle, and
 * what is left on two sides has the median colour of the image's own border, channel by channel.
 *
 * @param pixels height × width × channels bytes, not inverted
 * @param borderMedian median brightness, 0 to 255, of the pixels along the border of the image as it is in
 *     the file
 */
public record ImageFile(byte[] pixels, double borderMedian) {
    private static final long LARGE_BYTES = 16 << 20;

    /** @throws IOException with a reason that can stand in brackets behind the file's name */
    public static ImageFile read(Path file, ExampleShape shape, long maxPixels) throws IOException {
        return read(SourceFile.of(file, ""), shape, maxPixels);
    }

    /** @throws IOException with a reason that can stand in brackets behind the file's name */
    public static ImageFile read(SourceFile file, ExampleShape shape, long maxPixels) throws IOException {
        int height = shape.sizes().get(0);
        int width = shape.sizes().get(1);
        int channels = shape.sizes().get(2);
        ImageDecoder.Purpose purpose = new ImageDecoder.Purpose(maxPixels, Math.max(height, width));
        return Turns.take(
                file.content().size() > LARGE_BYTES,
                () -> ImageDecoder.decode(file.content().read(), purpose, (image, orientation) -> {
                    boolean swaps = Orientation.swaps(orientation);
                    return fit(image, orientation, swaps ? width : height, swaps ? height : width, channels);
                }));
    }

    /** @param height of the result as the image lies in its file, before it is turned upright */
    private static ImageFile fit(Pixels image, int orientation, int height, int width, int channels) {
        double scale = Math.min((double) height / image.height(), (double) width / image.width());
        int innerHeight = inner(image.height() * scale, height);
        int innerWidth = inner(image.width() * scale, width);
        Border border = new Border(image.rows(channels), image.height(), image.width(), channels);
        float[] values = Resize.of(image.height(), image.width(), innerHeight, innerWidth)
                .apply(border, channels);
        byte[] pixels = new byte[height * width * channels];
        boolean whole = innerHeight == height && innerWidth == width;
        int[] paper = IntStream.range(0, channels).map(border::median).toArray();
        for (int i = 0; !whole && i < pixels.length; i++) {
            pixels[i] = (byte) paper[i % channels];
        }
        int top = (height - innerHeight) / 2;
        int left = (width - innerWidth) / 2;
        int rowLength = innerWidth * channels;
        for (int i = 0; i < values.length; i++) {
            int at = ((top + i / rowLength) * width + left) * channels + i % rowLength;
            pixels[at] = (byte) Math.min(255, Math.max(0, Math.round(values[i])));
        }
        boolean swaps = Orientation.swaps(orientation);
        return new ImageFile(
                Orientation.upright(pixels, swaps ? width : height, swaps ? height : width, channels, orientation),
                border.median(channels));
    }

    private static int inner(double exact, int most) {
        return Math.max(1, Math.min(most, (int) Math.round(exact)));
    }

    /** Hands rows on and keeps count of the colours along the border: each channel's, and last the brightness. */
    private static final class Border implements Resize.Rows {
        private final Resize.Rows rows;
        private final int height;
        private final int width;
        private final int channels;
        private final int[][] histograms;

        Border(Resize.Rows rows, int height, int width, int channels) {
            this.rows = rows;
            this.height = height;
            this.width = width;
            this.channels = channels;
            histograms = new int[channels + 1][256];
        }

        @Override
        public void read(int y, float[] row) {
            rows.read(y, row);
            int step = y == 0 || y == height - 1 ? 1 : Math.max(1, width - 1);
            for (int x = 0; x < width; x += step) {
                float sum = 0;
                for (int channel = 0; channel < channels; channel++) {
                    float value = row[x * channels + channel];
                    sum += value;
                    histograms[channel][level(value)]++;
                }
                histograms[channels][level(sum / channels)]++;
            }
        }

        private static int level(float value) {
            return Math.min(255, Math.max(0, Math.round(value)));
        }

        /** The lower of the two middle ones where their number is even. */
        int median(int channel) {
            int[] histogram = histograms[channel];
            int half = (Arrays.stream(histogram).sum() + 1) / 2;
            int below = 0;
            int level = 0;
            while (below + histogram[level] < half) {
                below += histogram[level];
                level++;
            }
            return level;
        }
    }
}
