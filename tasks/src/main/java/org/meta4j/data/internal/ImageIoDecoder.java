package org.meta4j.data.internal;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes by ImageIO. Every image is measured before it is decoded; of one that is many times larger than needed only
 * every n-th row and column is kept.
 */
final class ImageIoDecoder {
    /** Pixels that are enough for any learner: of more, only every n-th is kept. */
    private static final long ENOUGH_PIXELS = 4_000_000;

    /** Longer rows would need much memory to be resized. */
    private static final int ENOUGH_WIDTH = 16_384;

    /** Pixels kept for each one of the result, along each axis. */
    private static final int OVERSAMPLING = 4;

    /** Of images decoded by several threads at once. */
    private static final long LARGE_BYTES = 24 << 20;

    private static final long MAX_BYTES = 400L << 20;

    /** The decoder of WebP keeps some 20 bytes a pixel, and is slow. */
    private static final long MAX_WEBP_PIXELS = 16_000_000;

    private ImageIoDecoder() {}

    static <T> T decode(byte[] file, ImageFormat format, ImageDecoder.Purpose purpose, Function<Pixels, T> use)
            throws IOException {
        return withReader(file, format, purpose, (reader, param) -> BufferedPixels.of(reader.read(0, param)), use);
    }

    /** A JPEG of four inks, whose colours the JDK cannot make sense of, but whose numbers it can read. */
    static <T> T decodeCmyk(byte[] file, JpegHeader header, ImageDecoder.Purpose purpose, Function<Pixels, T> use)
            throws IOException {
        return withReader(
                file,
                ImageFormat.JPEG,
                purpose,
                (reader, param) -> {
                    Raster raster = reader.readRaster(0, param);
                    return new CmykPixels(raster, header);
                },
                use);
    }

    private interface Reading {
        Pixels read(ImageReader reader, ImageReadParam param) throws IOException;
    }

    private static <T> T withReader(
            byte[] file, ImageFormat format, ImageDecoder.Purpose purpose, Reading reading, Function<Pixels, T> use)
            throws IOException {
        try (ImageInputStream in = new BytesInput(file)) {
            ImageReader reader = reader(format);
            try {
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                requireSize(width, height, format, purpose.maxPixels());
                DecodingWork.require(
                        file, format, width, height, format == ImageFormat.TIFF ? bytesPerPixel(reader) : 0);
                ImageReadParam param = reader.getDefaultReadParam();
                subsample(param, width, height, purpose.side());
                long bytes = bytes(reader, format, width, height, param);
                if (bytes > MAX_BYTES) {
                    throw new IOException(width + "×" + height + " pixels need " + (bytes >> 20)
                            + " MB, more than the limit of " + (MAX_BYTES >> 20) + " MB");
                }
                return Turns.take(bytes > LARGE_BYTES, () -> use.apply(checked(reader, param, reading)));
            } finally {
                reader.dispose();
            }
        }
    }

    private static void requireSize(int width, int height, ImageFormat format, long maxPixels) throws IOException {
        ImageDecoder.requireSize(
                width, height, format == ImageFormat.WEBP ? Math.min(maxPixels, MAX_WEBP_PIXELS) : maxPixels);
    }

    /** Keeps every n-th column and m-th row, n and m such that neither side becomes too short for the result. */
    private static void subsample(ImageReadParam param, int width, int height, int side) {
        if (side == 0) {
            return;
        }
        int most = side * OVERSAMPLING;
        int x = 1;
        int y = 1;
        while (tooMany(width / x, height / y)) {
            boolean wider = width / x >= height / y;
            if (wider && width / (x + 1) >= most) {
                x++;
            } else if (!wider && height / (y + 1) >= most) {
                y++;
            } else {
                break;
            }
        }
        param.setSourceSubsampling(x, y, 0, 0);
    }

    private static boolean tooMany(int width, int height) {
        return (long) width * height > ENOUGH_PIXELS || width > ENOUGH_WIDTH;
    }

    private static long bytes(ImageReader reader, ImageFormat format, int width, int height, ImageReadParam param)
            throws IOException {
        boolean sparing = format == ImageFormat.JPEG || format == ImageFormat.PNG || format == ImageFormat.GIF;
        // The others hold the whole image, whatever is kept of it.
        long pixels = sparing
                ? (long) (width / param.getSourceXSubsampling() + 1) * (height / param.getSourceYSubsampling() + 1)
                : (long) width * height;
        return pixels * (format == ImageFormat.TIFF ? bytesPerPixel(reader) : 4);
    }

    private static int bytesPerPixel(ImageReader reader) throws IOException {
        return (reader.getRawImageType(0).getColorModel().getPixelSize() + 7) / 8;
    }

    private static ImageReader reader(ImageFormat format) {
        // By name, for asking ImageIO for a reader tries all that there are, in no order that can be relied on.
        switch (format) {
            case TIFF:
                return create(new TIFFImageReaderSpi());
            case WEBP:
                return create(new WebPImageReaderSpi());
            default:
                String name = format.name().toLowerCase(Locale.ROOT);
                List<ImageReader> readers = new ArrayList<>();
                for (Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName(name); all.hasNext(); ) {
                    readers.add(all.next());
                }
                return readers.stream()
                        .filter(reader -> reader.getClass().getName().startsWith("com.sun.imageio."))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("this Java has no reader of " + format));
        }
    }

    private static ImageReader create(ImageReaderSpi provider) {
        try {
            return provider.createReaderInstance();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Pixels checked(ImageReader reader, ImageReadParam param, Reading reading) throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        Pixels image = reading.read(reader, param);
        for (String warning : warnings) {
            // Half a JPEG comes back as an image whose missing part is gray, with a warning only. Other
            // warnings (colour profiles, bytes between segments) mean an image that is all there.
            String lower = warning.toLowerCase(Locale.ROOT);
            if (lower.contains("truncated") || lower.contains("premature") || lower.contains("bad huffman")) {
                throw new IOException("image is truncated or damaged");
            }
        }
        return image;
    }
}
