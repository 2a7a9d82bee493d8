package org.meta4j.data.internal;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes one image with what the JDK has: PNG, JPEG, GIF (first frame), BMP. */
public final class ImageDecoder {
    private ImageDecoder() {}

    /**
     * @param maxPixels limit of width × height, looked at in the header, before any pixel is unpacked
     * @throws IOException with a reason that can follow a file's name and a colon
     */
    public static BufferedImage decode(ImageInputStream in, long maxPixels) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            throw new IOException("not a PNG, JPEG, GIF or BMP image");
        }
        ImageReader reader = readers.next();
        try {
            reader.setInput(in, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > maxPixels) {
                throw new IOException(reader.getWidth(0) + "×" + reader.getHeight(0) + " pixels are more than the limit of "
                        + maxPixels);
            }
            return reader.read(0);
        } catch (RuntimeException e) {
            // ImageIO's readers answer some damaged files with unchecked exceptions.
            throw new IOException("damaged image data", e);
        } finally {
            reader.dispose();
        }
    }
}
