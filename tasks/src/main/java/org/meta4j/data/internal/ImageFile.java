package org.meta4j.data.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.meta4j.tasks.ExampleShape;

/**
 * One image file, decoded and resized.
 *
 * @param pixels height × width × channels bytes, not inverted
 * @param borderMedian median brightness, 0 to 255, of the pixels along the border of the image as it is in
 *     the file
 */
public record ImageFile(byte[] pixels, double borderMedian) {
    private static final long MAX_FILE_BYTES = 256L << 20;

    /** @throws IOException with a reason that can stand in brackets behind the file's name */
    public static ImageFile read(Path file, ExampleShape shape, long maxPixels) throws IOException {
        byte[] bytes;
        try {
            long size = Files.size(file);
            if (size > MAX_FILE_BYTES) {
                throw new IOException(size + " bytes are more than the limit of " + MAX_FILE_BYTES);
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new IOException("no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException("no permission to read it", e);
        }
        int height = shape.sizes().get(0);
        int width = shape.sizes().get(1);
        int channels = shape.sizes().get(2);
        return ImageDecoder.decode(bytes, maxPixels, image -> {
            Border border = new Border(image.rows(channels), image.height(), image.width(), channels);
            float[] values =
                    Resize.of(image.height(), image.width(), height, width).apply(border, channels);
            byte[] pixels = new byte[values.length];
            for (int i = 0; i < values.length; i++) {
                pixels[i] = (byte) Math.min(255, Math.max(0, Math.round(values[i])));
            }
            return new ImageFile(pixels, border.median());
        });
    }

    /** Hands rows on and keeps count of the brightness along the border. */
    private static final class Border implements Resize.Rows {
        private final Resize.Rows rows;
        private final int height;
        private final int width;
        private final int channels;
        private final int[] histogram = new int[256];

        Border(Resize.Rows rows, int height, int width, int channels) {
            this.rows = rows;
            this.height = height;
            this.width = width;
            this.channels = channels;
        }

        @Override
        public void read(int y, float[] row) {
            rows.read(y, row);
            int step = y == 0 || y == height - 1 ? 1 : Math.max(1, width - 1);
            for (int x = 0; x < width; x += step) {
                float sum = 0;
                for (int channel = 0; channel < channels; channel++) {
                    sum += row[x * channels + channel];
                }
                histogram[Math.min(255, Math.max(0, Math.round(sum / channels)))]++;
            }
        }

        /** The lower of the two middle ones where their number is even. */
        double median() {
            int total = 0;
            for (int count : histogram) {
                total += count;
            }
            int below = 0;
            int level = 0;
            while (below + histogram[level] < (total + 1) / 2) {
                below += histogram[level];
                level++;
            }
            return level;
        }
    }
}
