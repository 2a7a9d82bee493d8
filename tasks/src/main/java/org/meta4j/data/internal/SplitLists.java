package org.meta4j.data.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.meta4j.data.DataException;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.internal.Draws;

/** Which of Omniglot's characters belong to which split: for each class a {@link Part}. */
public final class SplitLists {
    private static final String VINYALS = "/org/meta4j/data/omniglot-vinyals.txt";

    private SplitLists() {}

    /** The three parts of a meta-dataset. */
    public enum Part {
        TRAIN,
        VALIDATION,
        TEST
    }

    /** The fixed lists of Vinyals et al.; the resource says where they are from. */
    public static List<Part> vinyals(List<ClassInfo> characters) {
        Map<String, Part> parts = new HashMap<>();
        vinyalsLines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            String[] fields = line.split("\t", -1);
            String[] range = fields[2].split("-", -1);
            for (int i = Integer.parseInt(range[0]); i <= Integer.parseInt(range[1]); i++) {
                parts.put(String.format(Locale.ROOT, "%s/character%02d", fields[1], i), Part.valueOf(fields[0]));
            }
        });
        return characters.stream()
                .map(info -> Optional.ofNullable(parts.get(info.origin()))
                        .orElseThrow(() -> new DataException(
                                "character '" + info.origin() + "' is not in the lists of the split vinyals")))
                .toList();
    }

    /** Background alphabets train, but for some drawn ones that validate; the others test. */
    public static List<Part> alphabets(
            List<ClassInfo> characters, int backgroundCharacters, int validationAlphabets, long seed) {
        List<String> background = characters.subList(0, backgroundCharacters).stream()
                .map(ClassInfo::group)
                .distinct()
                .toList();
        BitSet heldOut = new BitSet();
        for (int alphabet : new Draws(Draws.mix(seed)).sample(validationAlphabets, background.size())) {
            heldOut.set(alphabet);
        }
        return characters.stream()
                .map(info -> {
                    int alphabet = background.indexOf(info.group());
                    return alphabet < 0 ? Part.TEST : heldOut.get(alphabet) ? Part.VALIDATION : Part.TRAIN;
                })
                .toList();
    }

    /** The given numbers of validation and test classes, drawn; the rest trains. */
    public static List<Part> random(int classes, int validation, int test, long seed) {
        Part[] parts = new Part[classes];
        Arrays.fill(parts, Part.TRAIN);
        int[] order = new Draws(Draws.mix(seed)).sample(validation + test, classes);
        for (int i = 0; i < order.length; i++) {
            parts[order[i]] = i < validation ? Part.VALIDATION : Part.TEST;
        }
        return List.of(parts);
    }

    private static Stream<String> vinyalsLines() {
        try (InputStream in = SplitLists.class.getResourceAsStream(VINYALS)) {
            if (in == null) {
                throw new IllegalStateException("resource " + VINYALS + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
