package org.meta4j.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meta4j.data.internal.FolderListing;
import org.meta4j.data.internal.ImageFile;
import org.meta4j.data.internal.ImageStore;
import org.meta4j.data.internal.SourceFile;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

/** A folder's images, decoded but not yet inverted: whether they are may depend on other folders too. */
final class DecodedFolder {
    private final FolderListing listing;
    private final ImageFolder.Options options;
    private final List<Outcome> outcomes;

    private DecodedFolder(FolderListing listing, ImageFolder.Options options, List<Outcome> outcomes) {
        this.listing = listing;
        this.options = options;
        this.outcomes = outcomes;
    }

    /** One file's image, or why there is none. */
    private record Outcome(SourceFile file, @Nullable ImageFile image, String reason) {}

    static DecodedFolder of(FolderListing listing, ImageFolder.Options options) {
        long numbers = (long) listing.count() * options.shape().length();
        if (numbers > Integer.MAX_VALUE - 8) {
            throw new DataException(listing.where() + ": " + listing.count() + " images of "
                    + options.shape() + " need " + numbers + " bytes, and the limit is " + (Integer.MAX_VALUE - 8)
                    + ": use smaller images or fewer of them");
        }
        List<Outcome> outcomes = listing.classes().stream()
                .flatMap(c -> c.files().stream())
                .parallel()
                .map(file -> decode(file, options))
                .toList();
        List<Outcome> bad = outcomes.stream().filter(o -> o.image == null).toList();
        if (!bad.isEmpty() && !options.skipBad()) {
            throw new DataException("image " + bad.get(0).file.path() + " cannot be used (" + bad.get(0).reason + ")"
                    + (bad.size() > 1 ? ", nor can " + (bad.size() - 1) + " more" : "")
                    + ": replace or remove it, or skip bad images");
        }
        return new DecodedFolder(listing, options, outcomes);
    }

    /** Images that could be read. */
    int count() {
        return (int) images().count();
    }

    /** Of these, those on bright paper. */
    int brightPapers() {
        return (int)
                images().filter(image -> Ink.brightPaper(image.borderMedian())).count();
    }

    /** @param ink INVERT or KEEP */
    ImageFolder finish(Ink ink) {
        int length = options.shape().length();
        byte[] pixels = new byte[count() * length];
        List<String> names = new ArrayList<>();
        List<ClassInfo> classes = new ArrayList<>();
        List<ImageFolder.Skipped> skipped = new ArrayList<>();
        int next = 0;
        for (FolderListing.ClassFiles folder : listing.classes()) {
            int before = names.size();
            for (Outcome outcome : outcomes.subList(next, next + folder.files().size())) {
                if (outcome.image == null) {
                    skipped.add(new ImageFolder.Skipped(outcome.file.path(), outcome.reason));
                } else {
                    System.arraycopy(outcome.image.pixels(), 0, pixels, names.size() * length, length);
                    names.add(outcome.file.name());
                }
            }
            next += folder.files().size();
            int size = names.size() - before;
            if (size == 0) {
                throw new DataException("class '" + folder.name() + "' of " + listing.where()
                        + " has no image that can be used: add images or remove the class");
            }
            classes.add(new ClassInfo(folder.name(), folder.group(), folder.name(), size));
        }
        ink.apply(pixels);
        ImageStore store = ImageStore.of(options.shape(), pixels, names);
        return new ImageFolder(
                listing.source(),
                ImageClasses.of(options.shape(), classes, store),
                ink,
                skipped,
                listing.ignoredFiles());
    }

    private Stream<ImageFile> images() {
        return outcomes.stream().map(Outcome::image).flatMap(Stream::ofNullable);
    }

    private static Outcome decode(SourceFile file, ImageFolder.Options options) {
        try {
            return new Outcome(file, ImageFile.read(file, options.shape(), options.maxPixels()), "");
        } catch (IOException e) {
            return new Outcome(file, null, ImageReader.reason(e));
        }
    }
}
