package org.meta4j.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.meta4j.data.internal.EmojiArchive;
import org.meta4j.data.internal.ImageStore;
import org.meta4j.naming.Suggestions;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.internal.Draws;

/**
 * A set of colour drawings, {@code emoji-styles-32.zip}: 1,169 emoji by five sets of fonts (Noto Emoji, its older blobs,
 * EmojiOne, Twemoji, OpenMoji), one drawing of 32×32 pixels each. An emoji is a class, so with five drawings a class
 * tasks have one or two shots. Transparent parts are white. The set is new; there are no published scores.
 */
public final class EmojiStyles {
    /** The drawings as they are in the zip. */
    public static final ExampleShape SHAPE = ExampleShape.image(32, 32, 3);

    /**
     * Parts that the set itself names, by categories that they do not share: {@code background} (722 classes),
     * {@code evaluation} (208), and {@code flags} (239), which all fonts draw nearly alike.
     */
    public static final List<String> PARTS = List.of("background", "evaluation", "flags");

    /** Background classes that {@link #categories} holds out as validation. */
    public static final int VALIDATION_CLASSES = 100;

    private static final String FILE = "emoji-styles-32.zip";

    private final ImageClasses classes;
    private final List<String> parts;
    private final String fingerprint;

    private EmojiStyles(ImageClasses classes, List<String> parts, String fingerprint) {
        this.classes = classes;
        this.parts = parts;
        this.fingerprint = fingerprint;
    }

    /**
     * Reads the drawings. Classes are named after their category and emoji, like {@code objects/key}; their group is
     * the category; an example is named after its style.
     *
     * @param place the zip, or a folder that holds it under its name
     * @param shape height × width × channels: {@link #SHAPE} leaves the drawings as they are; others are resized with
     *     antialiasing; gray ones (1 channel) are inverted too, so that paper is 0
     * @throws DataException if the zip is missing, damaged or incomplete
     */
    public static EmojiStyles load(Path place, ExampleShape shape) {
        ImageReader.requireImageShape(shape);
        Path file = isZip(place) ? place : place.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    "there is no " + FILE + " at " + place + ": give the zip, or the folder that holds it");
        }
        EmojiArchive archive = EmojiArchive.open(file);
        List<EmojiArchive.Emoji> emoji = archive.emoji();
        int each = EmojiArchive.STYLES.size();
        byte[] pixels = new byte[Math.multiplyExact(emoji.size() * each, shape.length())];
        IntStream.range(0, emoji.size() * each).parallel().forEach(i -> {
            byte[] drawing = archive.decode(emoji.get(i / each), EmojiArchive.STYLES.get(i % each), shape);
            (shape.sizes().get(2) == 1 ? Ink.INVERT : Ink.KEEP).apply(drawing);
            System.arraycopy(drawing, 0, pixels, i * drawing.length, drawing.length);
        });
        List<ClassInfo> classes = emoji.stream()
                .map(e -> new ClassInfo(e.category() + "/" + e.name(), e.category(), "emoji/" + e.codepoints(), each))
                .toList();
        List<String> names = IntStream.range(0, emoji.size() * each)
                .mapToObj(i -> EmojiArchive.STYLES.get(i % each))
                .toList();
        return new EmojiStyles(
                ImageClasses.of(shape, classes, ImageStore.of(shape, pixels, names)),
                emoji.stream().map(EmojiArchive.Emoji::part).toList(),
                fingerprint(file));
    }

    /** Whether {@link #load} would find the set there by its name; it is not opened. */
    public static boolean isAt(Path place) {
        return isZip(place)
                ? String.valueOf(place.getFileName()).equals(FILE)
                : Files.isRegularFile(place.resolve(FILE));
    }

    /** All 1,169 classes, in the order of the zip's {@code classes.csv}. */
    public ImageClasses classes() {
        return classes;
    }

    /**
     * The classes of one of the {@link #PARTS}.
     *
     * @throws DataException if the part is unknown
     */
    public ImageClasses part(String name) {
        if (!PARTS.contains(name)) {
            throw new DataException(Suggestions.unknown("part of the emoji styles", name, PARTS));
        }
        return classes.subset(IntStream.range(0, parts.size())
                .filter(c -> parts.get(c).equals(name))
                .boxed()
                .toList());
    }

    /** SHA-256 of the zip. */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * The set's own division: background classes train, but for {@value #VALIDATION_CLASSES} drawn by seed that
     * validate; evaluation classes, of other categories, test; flags are left out. Named {@code emoji/categories}. As there
     * are few, square drawings train as classes of their own in {@linkplain ImageClasses#withRotations four rotations}, and
     * those of three channels in {@linkplain ImageClasses#withColourOrders six orders of colours}.
     */
    public MetaDataset categories(long seed) {
        ImageClasses background = part("background");
        int count = background.classes().size();
        int[] order = new Draws(Draws.mix(seed)).sample(count, count);
        int held = Math.min(VALIDATION_CLASSES, count / 2);
        return MetaDatasets.identified(
                "emoji/categories",
                fingerprint,
                varied(background.subset(sorted(Arrays.stream(order).skip(held)))),
                background.subset(sorted(Arrays.stream(order).limit(held))),
                part("evaluation"));
    }

    /** All classes of one part test, for a learner that was meta-trained on other data. Named after the part. */
    public MetaDataset only(String part) {
        ImageClasses test = part(part);
        ImageClasses none = classes.subset(List.of());
        return MetaDatasets.identified("emoji/" + part, fingerprint, none, none, test);
    }

    private static ImageClasses varied(ImageClasses drawings) {
        List<Integer> sizes = drawings.shape().sizes();
        ImageClasses turned = sizes.get(0).equals(sizes.get(1)) ? drawings.withRotations() : drawings;
        return sizes.get(2) == 3 ? turned.withColourOrders() : turned;
    }

    private static List<Integer> sorted(IntStream numbers) {
        return numbers.sorted().boxed().toList();
    }

    private static boolean isZip(Path place) {
        return Files.isRegularFile(place);
    }

    private static String fingerprint(Path file) {
        try {
            return Fingerprint.ofFile(file);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
