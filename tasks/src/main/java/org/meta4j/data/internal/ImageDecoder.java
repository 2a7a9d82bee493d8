package org.meta4j.data.internal;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.meta4j.data.DataException;

/** Decodes one image with what the JDK has: PNG, JPEG, GIF (first frame), BMP. Thread-safe. */
public final class ImageDecoder {
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");
    private static final long LARGE_PIXELS = 4_000_000;
    private static final Object LARGE = new Object();

    private ImageDecoder() {}

    /**
     * Decodes an image and hands it to {@code use}. Large images are decoded and used one at a time, so
     * that as many threads as there are cores do not need as many times the memory.
     *
     * @param maxPixels limit of width × height, looked at in the header, before any pixel is unpacked
     * @throws IOException with a reason that can stand in brackets behind a file's name
     */
    public static <T> T decode(byte[] file, long maxPixels, Function<Pixels, T> use) throws IOException {
        if (file.length == 0) {
            throw new IOException("the file has 0 bytes");
        }
        if (PngChunks.isPng(file)) {
            PngChunks.of(file);
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = reader(in);
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > maxPixels) {
                    throw new IOException(reader.getWidth(0) + "×" + reader.getHeight(0)
                            + " pixels are more than the limit of " + maxPixels);
                }
                if (pixels <= LARGE_PIXELS) {
                    return use.apply(Pixels.of(read(reader)));
                }
                synchronized (LARGE) {
                    return use.apply(Pixels.of(read(reader)));
                }
            } finally {
                reader.dispose();
            }
        } catch (EOFException e) {
            throw new IOException("image is truncated", e);
        } catch (DataException e) {
            throw e;
        } catch (RuntimeException e) {
            // ImageIO's readers answer some damaged files with unchecked exceptions.
            throw new IOException("image is damaged", e);
        }
    }

    private static ImageReader reader(ImageInputStream in) throws IOException {
        // Not just the first: ImageIO's reader of wireless bitmaps takes nearly any file that begins with zeros.
        for (Iterator<ImageReader> readers = ImageIO.getImageReaders(in); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
            reader.dispose();
        }
        throw new IOException("not a PNG, JPEG, GIF or BMP image");
    }

    private static BufferedImage read(ImageReader reader) throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0);
        for (String warning : warnings) {
            // Half a JPEG comes back as an image whose missing part is gray, with a warning only. Other
            // warnings (colour profiles, bytes between segments) mean an image that is all there.
            String lower = warning.toLowerCase(Locale.ROOT);
            if (lower.contains("truncated") || lower.contains("premature") || lower.contains("bad huffman")) {
                throw new IOException("image is truncated or damaged: " + warning);
            }
        }
        return image;
    }
}
