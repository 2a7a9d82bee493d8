package org.meta4j.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.meta4j.data.internal.FolderListing;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

/**
 * Divides the classes of a folder of images into training, validation and test classes by seed.
 *
 * @param train share of the classes to train on, above 0
 * @param validation share that validates, at least 0
 * @param test share that tests, above 0; the three shares sum to 1
 * @param seed for the draw
 */
public record FolderSplit(double train, double validation, double test, long seed) {
    /** 60 % train, 20 % validate, 20 % test; seed 0. */
    public static final FolderSplit DEFAULT = new FolderSplit(0.6, 0.2, 0.2, 0);

    private static final Set<String> GIVEN = Set.of("train", "val", "validation", "test");

    public FolderSplit {
        ClassSplit.requireShares(train, validation, test);
    }

    public FolderSplit withSeed(long newSeed) {
        return new FolderSplit(train, validation, test, newSeed);
    }

    /**
     * Reads a folder as a meta-dataset. If its only sub-folders are {@code train}, {@code test} and perhaps
     * {@code val} (or {@code validation}), and these have sub-folders themselves, the split is as given;
     * otherwise each sub-folder is a class, and the split is drawn.
     *
     * @param ways classes that each part must have at least, at least 2; a part with a share of 0 has none
     * @throws DataException if the folder cannot be read, has too few classes, or a class is in two given parts
     */
    public Loaded load(Path folder, ImageFolder.Options options, int ways) {
        if (isGiven(folder)) {
            return given(folder, options, ways);
        }
        ImageFolder images = ImageFolder.load(folder, options);
        return new Loaded(drawn(images, ways), images.ink(), images.skipped(), images.ignoredFiles());
    }

    /**
     * A folder as a meta-dataset, and how it was read.
     *
     * @param dataset named {@code folder/} and the folder's name
     * @param ink see {@link ImageFolder#ink()}; the same for all parts
     * @param skipped see {@link ImageFolder#skipped()}
     * @param ignoredFiles see {@link ImageFolder#ignoredFiles()}
     */
    public record Loaded(MetaDataset dataset, Ink ink, List<ImageFolder.Skipped> skipped, int ignoredFiles) {
        public Loaded {
            skipped = List.copyOf(skipped);
        }
    }

    /** Whether a folder has the given splits {@code train}, {@code test} and perhaps {@code val}. */
    public static boolean isGiven(Path folder) {
        List<Path> parts = FolderListing.subFolders(folder);
        List<String> names = parts.stream().map(FolderListing::name).toList();
        return names.contains("train")
                && names.contains("test")
                && GIVEN.containsAll(names)
                && !names.containsAll(List.of("val", "validation"))
                && parts.stream()
                        .noneMatch(part -> FolderListing.subFolders(part).isEmpty());
    }

    /** Divides a folder that was read already; see {@link #load}. */
    public MetaDataset drawn(ImageFolder folder, int ways) {
        ImageClasses images = folder.images();
        ClassSplit.Division division = new ClassSplit(train, validation, test, seed)
                .divide("folder " + folder.folder(), images.classes(), ways);
        return dataset(
                folder.folder(),
                images.subset(division.train()),
                images.subset(division.validation()),
                images.subset(division.test()));
    }

    private static Loaded given(Path folder, ImageFolder.Options options, int ways) {
        Map<String, DecodedFolder> decoded = new TreeMap<>();
        int bright = 0;
        int count = 0;
        for (Path part : FolderListing.subFolders(folder)) {
            DecodedFolder images = DecodedFolder.of(FolderListing.of(part), options);
            bright += images.brightPapers();
            count += images.count();
            decoded.put(FolderListing.name(part), images);
        }
        Ink ink = options.ink().resolve(options.shape().sizes().get(2), bright, count);
        Map<String, ImageFolder> parts = new TreeMap<>();
        decoded.forEach((name, images) -> parts.put(name, images.finish(ink)));
        requireSound(folder, parts, ways);
        ImageClasses train = Objects.requireNonNull(parts.get("train")).images();
        ImageFolder validation = parts.getOrDefault("val", parts.get("validation"));
        MetaDataset dataset = dataset(
                folder,
                train,
                validation == null ? train.subset(List.of()) : validation.images(),
                Objects.requireNonNull(parts.get("test")).images());
        return new Loaded(
                dataset,
                ink,
                parts.values().stream().flatMap(part -> part.skipped().stream()).toList(),
                parts.values().stream().mapToInt(ImageFolder::ignoredFiles).sum());
    }

    private static void requireSound(Path folder, Map<String, ImageFolder> parts, int ways) {
        Map<String, String> seen = new HashMap<>();
        parts.forEach((name, part) -> {
            List<ClassInfo> classes = part.images().classes();
            if (classes.size() < ways) {
                throw new DataException("folder " + part.folder() + " has " + classes.size() + " classes; " + ways
                        + "-way episodes need " + ways + ": add classes or use fewer ways");
            }
            for (ClassInfo info : classes) {
                String earlier = seen.put(info.origin(), name);
                if (earlier != null) {
                    throw new DataException("class '" + info.name() + "' of folder " + folder + " is in " + earlier
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
