package org.meta4j.data;

import java.io.IOException;
import java.nio.file.Path;
import org.meta4j.data.internal.ImageFile;
import org.meta4j.tasks.ExampleShape;

/** Reads single image files, e.g. to predict, in the way that {@link ImageFolder} reads many. */
public final class ImageReader {
    /** Width × height above which an image is refused, looked at before it is decoded. */
    public static final long MAX_PIXELS = 100_000_000;

    private ImageReader() {}

    /**
     * Reads an image of any usual kind: PNG, JPEG (also for print, CMYK and YCCK), GIF (first frame), BMP, TIFF (first
     * page) or WebP (first frame), told by its content and not its name.
     *
     * <p>An image that a camera marked as turned (Exif) is turned upright. It is resized with antialiasing and keeps its
     * proportions: it is fitted into the middle, and what is left on two sides has the median colour of the image's
     * border, so that a drawing's paper goes on. Colour becomes gray, or gray colour, as the shape says; transparent
     * parts become white.
     *
     * <p>Size is looked at before anything is decoded: at most {@value #MAX_PIXELS} pixels (WebP: 16 million) in a file
     * of at most 256 MB, and what would take many seconds to decode for its size, scans or packing is refused too. Of an image of many more pixels than needed only every n-th row and column may be kept, at least
     * four for each of the result. Memory stays below 1 GB.
     *
     * @param shape height × width × channels, with 1 (gray) or 3 channels (RGB)
     * @param ink for a member of a folder's classes, what {@link ImageFolder#ink()} says; AUTO looks at this
     *     one image
     * @return shape.length() numbers from 0 to 1
     * @throws DataException if the file is missing, empty, truncated, damaged, too large or no image
     */
    public static float[] read(Path file, ExampleShape shape, Ink ink) {
        requireImageShape(shape);
        try {
            ImageFile image = ImageFile.read(file, shape, MAX_PIXELS);
            int bright = Ink.brightPaper(image.borderMedian()) ? 1 : 0;
            byte[] pixels = image.pixels();
            ink.resolve(shape.sizes().get(2), bright, 1).apply(pixels);
            float[] values = new float[pixels.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (pixels[i] & 0xff) / 255f;
            }
            return values;
        } catch (IOException e) {
            throw new DataException("image " + file + " cannot be used (" + reason(e) + ")", e);
        }
    }

    static void requireImageShape(ExampleShape shape) {
        boolean image = shape.sizes().size() == 3;
        if (!image || (shape.sizes().get(2) != 1 && shape.sizes().get(2) != 3)) {
            throw new IllegalArgumentException(
                    "an image is height × width × channels with 1 or 3 channels, but the shape is " + shape);
        }
        // Sides are at least 1, so that no product overflows a long before it passes the limit.
        if ((long) shape.sizes().get(0) * shape.sizes().get(1) > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "images are made to have at most " + MAX_PIXELS + " pixels, but the shape is " + shape);
        }
    }

    /** On one line, whatever a decoder may say. */
    static String reason(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.replaceAll("\\s+", " ").strip();
    }
}
