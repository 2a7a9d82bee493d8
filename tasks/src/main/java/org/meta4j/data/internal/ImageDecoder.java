package org.meta4j.data.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.meta4j.data.DataException;

/**
 * Decodes one image: PNG by a reader of our own, JPEG, GIF (first frame) and BMP by the JDK, TIFF (first page) and WebP
 * (first frame) by TwelveMonkeys' readers. Which one is told by the file's first bytes. Thread-safe.
 */
public final class ImageDecoder {
    private static final int BMP_HEADER_BYTES = 54;

    private ImageDecoder() {}

    /**
     * What an image is decoded for.
     *
     * @param maxPixels limit of width × height, looked at in the header, before any pixel is unpacked
     * @param side longer side of the result: of an image that is many times larger, not every pixel is kept. 0 keeps
     *     them all
     */
    record Purpose(long maxPixels, int side) {}

    /**
     * Decodes an image and hands it to {@code use}, all of its pixels and as it lies in the file. Large images are
     * decoded and used one at a time, so that as many threads as there are cores do not need as many times the memory.
     *
     * @param maxPixels limit of width × height, looked at in the header, before any pixel is unpacked
     * @throws IOException with a reason that can stand in brackets behind a file's name
     */
    public static <T> T decode(byte[] file, long maxPixels, Function<Pixels, T> use) throws IOException {
        return decode(file, new Purpose(maxPixels, 0), (pixels, orientation) -> use.apply(pixels));
    }

    /** @param use is given the pixels and the {@link Orientation} that makes them upright */
    static <T> T decode(byte[] file, Purpose purpose, BiFunction<Pixels, Integer, T> use) throws IOException {
        if (file.length == 0) {
            throw new IOException("the file has 0 bytes");
        }
        try {
            ImageFormat format = ImageFormat.of(file);
            return format == ImageFormat.PNG ? png(file, purpose, use) : other(file, format, purpose, use);
        } catch (EOFException e) {
            throw new IOException("image is truncated", e);
        } catch (UncheckedIOException e) {
            throw new IOException(Objects.requireNonNull(e.getCause()).getMessage(), e);
        } catch (DataException e) {
            throw e;
        } catch (RuntimeException e) {
            // Readers answer some damaged files with unchecked exceptions.
            throw new IOException("image is damaged", e);
        }
    }

    private static <T> T png(byte[] file, Purpose purpose, BiFunction<Pixels, Integer, T> use) throws IOException {
        List<PngChunks.Chunk> chunks = PngChunks.of(file);
        PngHeader header = PngHeader.of(file, chunks);
        requireSize(header.width(), header.height(), purpose.maxPixels());
        if (header.interlaced()) {
            return ImageIoDecoder.decode(
                    file, ImageFormat.PNG, purpose, pixels -> use.apply(pixels, header.orientation()));
        }
        try (PngPixels pixels = new PngPixels(file, chunks, header)) {
            return use.apply(pixels, header.orientation());
        }
    }

    private static <T> T other(byte[] file, ImageFormat format, Purpose purpose, BiFunction<Pixels, Integer, T> use)
            throws IOException {
        if (format == ImageFormat.JPEG) {
            JpegHeader header = JpegHeader.of(file);
            requireSize(header.width(), header.height(), purpose.maxPixels());
            Function<Pixels, T> upright = pixels -> use.apply(pixels, header.orientation());
            return header.cmyk()
                    ? ImageIoDecoder.decodeCmyk(file, header, purpose, upright)
                    : ImageIoDecoder.decode(file, format, purpose, upright);
        }
        if (format == ImageFormat.BMP && file.length >= BMP_HEADER_BYTES) {
            // The JDK's reader says of a large one only that something is wrong with it.
            ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            requireSize(Math.abs(header.getInt(18)), Math.abs(header.getInt(22)), purpose.maxPixels());
        }
        int orientation = switch (format) {
            case TIFF -> Orientation.of(file, 0, file.length);
            case WEBP -> WebpChunks.orientation(file);
            default -> Orientation.UPRIGHT;
        };
        return ImageIoDecoder.decode(file, format, purpose, pixels -> use.apply(pixels, orientation));
    }

    static void requireSize(int width, int height, long maxPixels) throws IOException {
        if ((long) width * height > maxPixels) {
            throw new IOException(width + "×" + height + " pixels are more than the limit of " + maxPixels);
        }
    }
}
