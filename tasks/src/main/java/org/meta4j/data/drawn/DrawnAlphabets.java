package org.meta4j.data.drawn;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/**
 * Made-up alphabets, drawn stroke by stroke from a seed: a meta-dataset that needs no download and never ends.
 *
 * <p>An alphabet has a style (how many strokes, how curved, which strokes recur), a character is one to six strokes
 * that hang on each other, and a drawing is the character by one of the alphabet's hands, with its slant, size and
 * tremor and the deviations of this one take. The scheme follows the generative model of Lake, Salakhutdinov and
 * Tenenbaum, Human-level concept learning through probabilistic program induction, Science 2015,
 * doi:10.1126/science.aab3050; departures: distributions are set by hand to resemble the Omniglot drawings in ink,
 * line width, extent and in how far drawings of one character differ, and nothing is fitted to or copied from them.
 *
 * <p>Ink is 1, paper 0. The same settings and seed give the same bytes on every machine and JDK, with any number of
 * threads. An alphabet depends on the seed and its number only, so a larger set begins with the smaller one.
 */
public final class DrawnAlphabets {
    /** Raised whenever the same seed gives other drawings, so that fingerprints differ. */
    private static final int GENERATOR_VERSION = 1;

    /** A style may be too poor for as many different characters as asked for; then the last try stands. */
    private static final int MOST_TRIES = 60;

    private DrawnAlphabets() {}

    /**
     * Draws {@code settings.alphabets()} alphabets on all cores; the settings' validation and test alphabets are not
     * drawn. Classes are named like {@code alphabet-07/character-12}, counted from 0, and grouped by alphabet; their
     * origin also names the seed.
     */
    public static LabelledExamples generate(DrawnAlphabetsSettings settings, long seed) {
        checkMemory(settings, settings.alphabets());
        return draw(settings, seed, 0, settings.alphabets());
    }

    /**
     * The settings' alphabets to meta-train on, and further ones, never seen in training, to validate and to test on.
     */
    public static MetaDataset metaDataset(DrawnAlphabetsSettings settings, long seed) {
        int train = settings.alphabets();
        int validation = settings.validationAlphabets();
        checkMemory(settings, train + validation + settings.testAlphabets());
        return new MetaDataset(
                "drawn",
                fingerprint(settings, seed),
                draw(settings, seed, 0, train),
                draw(settings, seed, train, validation),
                draw(settings, seed, train + validation, settings.testAlphabets()));
    }

    private static LabelledExamples draw(DrawnAlphabetsSettings settings, long seed, int from, int alphabets) {
        int perAlphabet = settings.charactersPerAlphabet();
        List<List<Glyph>> glyphs = IntStream.range(from, from + alphabets)
                .parallel()
                .mapToObj(alphabet -> glyphs(Style.of(Chance.of(seed, alphabet)), perAlphabet, seed, alphabet))
                .toList();
        List<LabelledExamples.ClassInfo> classes = new ArrayList<>();
        for (int i = 0; i < alphabets * perAlphabet; i++) {
            String alphabet = String.format(Locale.ROOT, "alphabet-%02d", from + i / perAlphabet);
            String name = String.format(Locale.ROOT, "%s/character-%02d", alphabet, i % perAlphabet);
            String origin = "drawn-" + seed + "/" + name;
            classes.add(new LabelledExamples.ClassInfo(name, alphabet, origin, settings.drawingsPerCharacter()));
        }
        byte[][] pixels = new byte[alphabets * perAlphabet][];
        IntStream.range(0, pixels.length).parallel().forEach(i -> {
            int alphabet = from + i / perAlphabet;
            int character = i % perAlphabet;
            Glyph glyph = glyphs.get(i / perAlphabet).get(character);
            pixels[i] = drawings(settings, glyph, seed, alphabet, character);
        });
        return new DrawnExamples(settings.size(), classes, pixels);
    }

    private static List<Glyph> glyphs(Style style, int count, long seed, int alphabet) {
        List<Glyph> glyphs = new ArrayList<>();
        Taste taste = new Taste();
        for (int character = 0; character < count; character++) {
            Chance chance = Chance.of(seed, alphabet, character);
            Glyph glyph = Glyph.of(style, chance);
            for (int tries = 1; tries < MOST_TRIES && !taste.accepts(glyph, chance); tries++) {
                glyph = Glyph.of(style, chance);
            }
            glyphs.add(glyph);
        }
        return glyphs;
    }

    private static byte[] drawings(
            DrawnAlphabetsSettings settings, Glyph glyph, long seed, int alphabet, int character) {
        int length = settings.size() * settings.size();
        byte[] pixels = new byte[settings.drawingsPerCharacter() * length];
        Canvas canvas = new Canvas(settings.size());
        for (int drawing = 0; drawing < settings.drawingsPerCharacter(); drawing++) {
            // -1 keeps the hands' streams apart from the characters'
            Hand hand = Hand.of(Chance.of(seed, alphabet, -1, drawing), settings.untidiness());
            Chance chance = Chance.of(seed, alphabet, character, drawing);
            List<Trail> trails = Drawing.of(glyph, hand, chance);
            canvas.draw(trails, settings.penWidth() * hand.pen(), pixels, drawing * length);
        }
        return pixels;
    }

    private static void checkMemory(DrawnAlphabetsSettings settings, int alphabets) {
        double bytes = (double) alphabets
                * settings.charactersPerAlphabet()
                * settings.drawingsPerCharacter()
                * settings.size()
                * settings.size();
        double limit = 0.9 * Runtime.getRuntime().maxMemory();
        if (bytes > limit) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d alphabets × %d characters × %d drawings of %d×%d pixels need %.0f MB, but the JVM may use"
                            + " %.0f MB: draw fewer or smaller ones, or raise -Xmx",
                    alphabets,
                    settings.charactersPerAlphabet(),
                    settings.drawingsPerCharacter(),
                    settings.size(),
                    settings.size(),
                    bytes / 1e6,
                    limit / 1e6));
        }
    }

    private static String fingerprint(DrawnAlphabetsSettings settings, long seed) {
        // fractions as bits: how a JDK prints a double has changed once (JDK 19)
        String identity = "drawn alphabets"
                + " generator=" + GENERATOR_VERSION
                + " seed=" + seed
                + " alphabets=" + settings.alphabets()
                + "/" + settings.validationAlphabets()
                + "/" + settings.testAlphabets()
                + " characters=" + settings.charactersPerAlphabet()
                + " drawings=" + settings.drawingsPerCharacter()
                + " size=" + settings.size()
                + " penWidth=" + Long.toHexString(Double.doubleToLongBits(settings.penWidth()))
                + " untidiness=" + Long.toHexString(Double.doubleToLongBits(settings.untidiness()));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(identity.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
