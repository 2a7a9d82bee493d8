package org.meta4j.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meta4j.data.internal.ImageCache;
import org.meta4j.data.internal.ImageStore;
import org.meta4j.data.internal.OmniglotArchive;
import org.meta4j.data.internal.Resize;
import org.meta4j.data.internal.SplitLists;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

/**
 * Omniglot: 1,623 hand-written characters of 50 alphabets, 20 drawings of each by 20 people (Lake,
 * Salakhutdinov, Tenenbaum, Science 2015, doi:10.1126/science.aab3050; github.com/brendenlake/omniglot).
 * Read straight from its two zips; ink is 1, paper 0; drawings of 105×105 pixels are made smaller
 * with antialiasing. What was decoded is kept in a cache file and read from there the next time.
 */
public final class Omniglot {
    /** Default height and width in pixels, usual in the field. */
    public static final int DEFAULT_SIZE = 28;

    private static final int BACKGROUND_CHARACTERS = 964;
    private static final int EVALUATION_CHARACTERS = 659;
    private static final int TEST_CHARACTERS = 423;

    private final ImageClasses characters;
    private final String fingerprint;

    private Omniglot(ImageClasses characters, String fingerprint) {
        this.characters = characters;
        this.fingerprint = fingerprint;
    }

    /** Reads 28×28 drawings, with the default cache: see {@link #load(Path, int, Optional)}. */
    public static Omniglot load(Path directory) {
        return load(directory, DEFAULT_SIZE, Optional.of(Caches.defaultFolder()));
    }

    /**
     * @param directory where both zips lie, named {@code images_background.zip} and
     *     {@code images_evaluation.zip}, or the same with {@code omniglot-} before; or its parent, if they lie
     *     in its folder {@code omniglot}
     * @param size height and width of the drawings, from 1 to 105, the size as published
     * @param cache folder for the cache file; empty for none. One that cannot be written is reported to the
     *     System.Logger and otherwise ignored
     * @throws DataException if a zip is missing, damaged or incomplete
     */
    public static Omniglot load(Path directory, int size, Optional<Path> cache) {
        if (size < 1 || size > OmniglotArchive.SIDE) {
            throw new IllegalArgumentException(
                    "size must be between 1 and " + OmniglotArchive.SIDE + ", but was " + size);
        }
        Path background = find(directory, "images_background.zip");
        Path evaluation = find(directory, "images_evaluation.zip");
        List<String> sums = Stream.of(background, evaluation)
                .parallel()
                .map(Omniglot::fingerprint)
                .toList();
        String fingerprint = Fingerprint.combined(sums);
        String key = "omniglot " + size + " " + fingerprint;
        Optional<Path> file = cache.map(
                folder -> folder.resolve("omniglot-" + size + "-" + fingerprint.substring(0, 16) + ".images"));
        ImageCache.Content content = file.flatMap(path -> ImageCache.read(path, key))
                .orElseGet(() -> {
                    ImageCache.Content decoded = decode(background, evaluation, size);
                    file.ifPresent(path -> ImageCache.write(path, key, decoded));
                    return decoded;
                });
        return new Omniglot(ImageClasses.of(content.shape(), content.classes(), content.store()), fingerprint);
    }

    /**
     * All characters upright: the background set's 964, then the evaluation set's 659, each sorted by
     * name. A class is named {@code Alphabet/characterNN}, its group is the alphabet.
     */
    public ImageClasses characters() {
        return characters;
    }

    /** SHA-256 of both zips' SHA-256: {@link Fingerprint#combined}. */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * Divides the characters. The result's name is {@code omniglot/} and the split's name; its
     * fingerprint combines this one with the class lists of the three parts.
     */
    public MetaDataset split(OmniglotSplit split) {
        List<ClassInfo> classes = characters.classes();
        List<SplitLists.Part> parts = switch (split.name()) {
            case "vinyals" -> SplitLists.vinyals(classes);
            case "alphabets" ->
                SplitLists.alphabets(classes, BACKGROUND_CHARACTERS, OmniglotSplit.VALIDATION_ALPHABETS, split.seed());
            default ->
                SplitLists.random(classes.size(), OmniglotSplit.VALIDATION_CHARACTERS, TEST_CHARACTERS, split.seed());
        };
        boolean turnTrain = split.rotations() != OmniglotSplit.Rotations.NONE;
        boolean turnTest = split.rotations() == OmniglotSplit.Rotations.ALL;
        ImageClasses train = part(parts, SplitLists.Part.TRAIN, turnTrain);
        ImageClasses validation = part(parts, SplitLists.Part.VALIDATION, turnTest);
        ImageClasses test = part(parts, SplitLists.Part.TEST, turnTest);
        return MetaDatasets.identified("omniglot/" + split.name(), fingerprint, train, validation, test);
    }

    private ImageClasses part(List<SplitLists.Part> parts, SplitLists.Part wanted, boolean rotations) {
        List<Integer> members = IntStream.range(0, parts.size())
                .filter(c -> parts.get(c) == wanted)
                .boxed()
                .toList();
        ImageClasses subset = characters.subset(members);
        return rotations ? subset.withRotations() : subset;
    }

    private static ImageCache.Content decode(Path background, Path evaluation, int size) {
        ExampleShape shape = ExampleShape.image(size, size, 1);
        List<ClassInfo> classes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int images = (BACKGROUND_CHARACTERS + EVALUATION_CHARACTERS) * OmniglotArchive.DRAWINGS;
        byte[] pixels = new byte[Math.multiplyExact(images, shape.length())];
        decodeInto(OmniglotArchive.open(background, BACKGROUND_CHARACTERS), size, classes, names, pixels);
        decodeInto(OmniglotArchive.open(evaluation, EVALUATION_CHARACTERS), size, classes, names, pixels);
        return new ImageCache.Content(shape, classes, ImageStore.of(shape, pixels, names));
    }

    private static void decodeInto(
            OmniglotArchive archive, int size, List<ClassInfo> classes, List<String> names, byte[] pixels) {
        Resize resize = Resize.of(OmniglotArchive.SIDE, OmniglotArchive.SIDE, size, size);
        List<String> characters = archive.characters();
        int first = names.size();
        IntStream.range(0, characters.size() * OmniglotArchive.DRAWINGS)
                .parallel()
                .forEach(i -> {
                    String character = characters.get(i / OmniglotArchive.DRAWINGS);
                    float[] values = archive.decode(character, i % OmniglotArchive.DRAWINGS, resize);
                    for (int p = 0; p < values.length; p++) {
                        pixels[(first + i) * values.length + p] = (byte) Math.round(values[p]);
                    }
                });
        for (String character : characters) {
            String alphabet = character.substring(0, character.indexOf('/'));
            classes.add(new ClassInfo(character, alphabet, character, OmniglotArchive.DRAWINGS));
            names.addAll(archive.drawings(character));
        }
    }

    private static Path find(Path directory, String name) {
        List<Path> places = List.of(
                directory.resolve("omniglot-" + name),
                directory.resolve(name),
                directory.resolve("omniglot").resolve("omniglot-" + name),
                directory.resolve("omniglot").resolve(name));
        return places.stream().filter(Files::isRegularFile).findFirst().orElseThrow(() -> {
            if (!Files.isDirectory(directory)) {
                return new DataException(
                        "folder " + directory + " does not exist: give the folder that holds Omniglot's "
                                + "images_background.zip and images_evaluation.zip");
            }
            return new DataException("folder " + directory + " has neither " + name + " nor omniglot-" + name
                    + ": put Omniglot's two zips there (github.com/brendenlake/omniglot, folder python)");
        });
    }

    private static String fingerprint(Path file) {
        try {
            return Fingerprint.ofFile(file);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
