package org.meta4j.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.meta4j.data.internal.FolderListing;
import org.meta4j.data.internal.GivenParts;
import org.meta4j.data.internal.ImageSource;
import org.meta4j.data.internal.Names;
import org.meta4j.tasks.MetaDataset;

/**
 * Divides the classes of a folder, zip or CSV file of images into training, validation and test classes by seed.
 *
 * @param train share of the classes to train on, above 0
 * @param validation share that validates, at least 0
 * @param test share that tests, above 0; the three shares sum to 1
 * @param seed for the draw
 */
public record FolderSplit(double train, double validation, double test, long seed) {
    /** 60 % train, 20 % validate, 20 % test; seed 0. */
    public static final FolderSplit DEFAULT = new FolderSplit(0.6, 0.2, 0.2, 0);

    public FolderSplit {
        ClassSplit.requireShares(train, validation, test);
    }

    public FolderSplit withSeed(long newSeed) {
        return new FolderSplit(train, validation, test, newSeed);
    }

    /**
     * Reads a folder, zip or CSV file (see {@link ImageFolder}) as a meta-dataset. If all its sub-folders are named
     * {@code train}, {@code val} (or {@code validation}) and {@code test}, and have sub-folders themselves, or if the CSV
     * file has a column {@code split} with these words, the split is as given; otherwise the split is drawn.
     *
     * @param ways classes that each part must have at least, at least 2; a part with a share of 0 has none
     * @throws DataException if the folder cannot be read, has too few classes, or a class is in two given parts
     */
    public Loaded load(Path folder, ImageFolder.Options options, int ways) {
        try (ImageSource source = ImageSource.open(folder)) {
            if (source.isDivided()) {
                return given(folder, source, options, ways);
            }
            ImageFolder images = ImageFolder.load(source, options);
            return new Loaded(drawn(images, ways), images.ink(), images.skipped(), images.ignoredFiles());
        }
    }

    /**
     * A folder as a meta-dataset, and how it was read.
     *
     * @param dataset named {@code folder/} and the name of the folder or file
     * @param ink see {@link ImageFolder#ink()}; the same for all parts
     * @param skipped see {@link ImageFolder#skipped()}
     * @param ignoredFiles see {@link ImageFolder#ignoredFiles()}
     */
    public record Loaded(MetaDataset dataset, Ink ink, List<ImageFolder.Skipped> skipped, int ignoredFiles) {
        public Loaded {
            skipped = List.copyOf(skipped);
        }
    }

    /** Whether a folder, zip or CSV file comes with its split. */
    public static boolean isGiven(Path folder) {
        try (ImageSource source = ImageSource.open(folder)) {
            return source.isDivided();
        }
    }

    /** Divides a folder that was read already; see {@link #load}. */
    public MetaDataset drawn(ImageFolder folder, int ways) {
        ImageClasses images = folder.images();
        ClassSplit.Division division = new ClassSplit(train, validation, test, seed)
                .divide(
                        "folder " + folder.folder(),
                        images.classes(),
                        ways,
                        ", or divide them yourself into sub-folders train and test");
        return dataset(
                folder.folder(),
                images.subset(division.train()),
                images.subset(division.validation()),
                images.subset(division.test()));
    }

    private static Loaded given(Path folder, ImageSource source, ImageFolder.Options options, int ways) {
        requireSound(source, ways);
        Map<String, DecodedFolder> decoded = new TreeMap<>();
        int bright = 0;
        int count = 0;
        for (Map.Entry<String, FolderListing> part : source.parts().entrySet()) {
            DecodedFolder images = DecodedFolder.of(part.getValue(), options);
            bright += images.brightPapers();
            count += images.count();
            decoded.put(part.getKey(), images);
        }
        Ink ink = options.ink().resolve(options.shape().sizes().get(2), bright, count);
        Map<String, ImageFolder> parts = new TreeMap<>();
        decoded.forEach((name, images) -> parts.put(name, images.finish(ink)));
        ImageClasses train = Objects.requireNonNull(parts.get(GivenParts.TRAIN)).images();
        ImageFolder validation = parts.get(GivenParts.VALIDATION);
        MetaDataset dataset = dataset(
                folder,
                train,
                validation == null ? train.subset(List.of()) : validation.images(),
                Objects.requireNonNull(parts.get(GivenParts.TEST)).images());
        return new Loaded(
                dataset,
                ink,
                parts.values().stream().flatMap(part -> part.skipped().stream()).toList(),
                parts.values().stream().mapToInt(ImageFolder::ignoredFiles).sum());
    }

    private static void requireSound(ImageSource source, int ways) {
        Map<String, String> seen = new HashMap<>();
        source.parts().forEach((name, part) -> {
            if (part.classes().size() < ways) {
                throw new DataException(part.where() + " has " + part.classes().size() + " classes; " + ways
                        + "-way episodes need " + ways + ": add classes or use fewer ways");
            }
            for (FolderListing.ClassFiles one : part.classes()) {
                String earlier = seen.put(Names.key(one.name()), name);
                if (earlier != null) {
                    throw new DataException("class '" + one.name() + "' of " + source.where() + " is in " + earlier
                            + " and in " + name + ": a class may be in one split only; remove or rename one");
                }
            }
        });
    }

    private static MetaDataset dataset(Path folder, ImageClasses train, ImageClasses validation, ImageClasses test) {
        String sum = Fingerprint.combined(List.of(train.fingerprint(), validation.fingerprint(), test.fingerprint()));
        return new MetaDataset("folder/" + FolderListing.name(folder), sum, train, validation, test);
    }
}
