package org.meta4j.data;

import java.nio.file.Path;
import java.util.List;
import org.meta4j.data.internal.ImageSource;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.internal.EpisodeFit;

/**
 * Images with their classes, read from
 * <ul>
 *   <li>a folder with one sub-folder for each class; folders within a class's folder belong to the class;
 *   <li>a zip of such a folder, or with such a folder in it, of which nothing is unpacked to the disk;
 *   <li>a CSV file with a header and the columns {@code file}, a path below the CSV's folder, and {@code label}, perhaps
 *       also {@code group}, to which a class belongs. Cells are separated by commas, semicolons or tabs.
 * </ul>
 * Formats and sizes are those of {@link ImageReader}. Classes, and the images of each, are sorted by name in code-point
 * order. Hidden files and folders, and what operating systems leave behind ({@code __MACOSX}, {@code Thumbs.db}), are
 * left out. Symbolic links are followed. At most a million files and folders are looked at.
 *
 * @param folder the folder, zip or CSV file
 * @param images the classes, named after their folders or labels; an example is named after its path in the class's
 *     folder, or as the CSV names it
 * @param ink whether the images were inverted: INVERT or KEEP, never AUTO. To be used for every other image
 *     that goes with these, and to be kept with a model
 * @param skipped bad images that were left out
 * @param ignoredFiles files that are no images by their extension, and images beside the classes' folders
 */
public record ImageFolder(Path folder, ImageClasses images, Ink ink, List<Skipped> skipped, int ignoredFiles) {
    public ImageFolder {
        skipped = List.copyOf(skipped);
    }

    /**
     * An image that was left out.
     *
     * @param file the image
     * @param reason why it cannot be used
     */
    public record Skipped(Path file, String reason) {}

    /**
     * How to read a folder.
     *
     * @param shape height × width × channels that every image is made to have; 1 channel (gray) or 3 (RGB)
     * @param ink whether to invert
     * @param skipBad whether to leave out images that cannot be read, instead of refusing the folder
     * @param maxPixels width × height above which an image cannot be used
     */
    public record Options(ExampleShape shape, Ink ink, boolean skipBad, long maxPixels) {
        /** 28×28 gray, {@link Ink#AUTO}, bad images refused, at most {@value ImageReader#MAX_PIXELS} pixels. */
        public static final Options DEFAULT =
                new Options(ExampleShape.image(28, 28, 1), Ink.AUTO, false, ImageReader.MAX_PIXELS);

        public Options {
            ImageReader.requireImageShape(shape);
            if (maxPixels < 1) {
                throw new IllegalArgumentException("maxPixels must be at least 1, but was " + maxPixels);
            }
        }

        public Options withShape(ExampleShape newShape) {
            return new Options(newShape, ink, skipBad, maxPixels);
        }

        public Options withInk(Ink newInk) {
            return new Options(shape, newInk, skipBad, maxPixels);
        }

        public Options withSkipBad(boolean newSkipBad) {
            return new Options(shape, ink, newSkipBad, maxPixels);
        }

        public Options withMaxPixels(long newMaxPixels) {
            return new Options(shape, ink, skipBad, newMaxPixels);
        }
    }

    /**
     * Reads a folder, zip or CSV file, on all cores.
     *
     * @throws DataException if it is missing or empty, is divided into training and test classes (see
     *     {@link FolderSplit}), has one class only, a class without images or two that differ only by case, leads out of
     *     itself, or, unless such are to be skipped, has an image that cannot be used: the first by name is named
     */
    public static ImageFolder load(Path folder, Options options) {
        try (ImageSource source = ImageSource.open(folder)) {
            return load(source, options);
        }
    }

    static ImageFolder load(ImageSource source, Options options) {
        DecodedFolder decoded = DecodedFolder.of(source.classes(), options);
        Ink ink = options.ink().resolve(options.shape().sizes().get(2), decoded.brightPapers(), decoded.count());
        return decoded.finish(ink);
    }

    /**
     * The images in a folder and all folders below it, with or without classes, sorted by path; what is hidden is left
     * out, as in {@link #load}.
     *
     * @throws DataException if the folder cannot be read or has no images
     */
    public static List<Path> files(Path folder) {
        return ImageSource.files(folder);
    }

    /**
     * Checks that episodes of a shape can be drawn.
     *
     * @throws DataException if there are too few classes or a class has too few images
     */
    public void requireExamples(EpisodeShape shape) {
        EpisodeFit.misfit(images.classes(), shape, "image").ifPresent(problem -> {
            throw new DataException("folder " + folder + ": " + problem);
        });
    }
}
