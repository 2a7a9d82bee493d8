package org.meta4j.data;

import java.nio.file.Path;
import java.util.List;
import org.meta4j.data.internal.FolderListing;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.internal.EpisodeFit;

/**
 * A folder of images, one sub-folder a class: PNG, JPEG, GIF (first frame) and BMP. Classes, and the
 * images of each, are sorted by name in code-point order. Hidden files and folders are left out.
 *
 * @param folder where it was read
 * @param images the classes, named after their folders; an example is named after its file
 * @param ink whether the images were inverted: INVERT or KEEP, never AUTO. To be used for every other image
 *     that goes with these, and to be kept with a model
 * @param skipped bad images that were left out
 * @param ignoredFiles files in the classes' folders that are no images by their extension
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
     * Reads a folder, on all cores.
     *
     * @throws DataException if the folder is missing or empty, has one class only or a class without images, or,
     *     unless such are to be skipped, has an image that cannot be used: the first by name is named
     */
    public static ImageFolder load(Path folder, Options options) {
        FolderListing listing = FolderListing.of(folder);
        DecodedFolder decoded = DecodedFolder.of(listing, options);
        Ink ink = options.ink().resolve(options.shape().sizes().get(2), decoded.brightPapers(), decoded.count());
        return decoded.finish(ink);
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
