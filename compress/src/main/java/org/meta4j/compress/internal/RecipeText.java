package org.meta4j.compress.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meta4j.compress.stages.Factorize;
import org.meta4j.compress.stages.Gradual;
import org.meta4j.compress.stages.Huffman;
import org.meta4j.compress.stages.Movement;
import org.meta4j.compress.stages.Narrow;
import org.meta4j.compress.stages.Normalize;
import org.meta4j.compress.stages.Prune;
import org.meta4j.compress.stages.Quantize;
import org.meta4j.compress.stages.Rewind;
import org.meta4j.compress.stages.Share;
import org.meta4j.compress.stages.Stage;
import org.meta4j.compress.stages.Ternary;
import org.meta4j.compress.stages.Train;
import org.meta4j.naming.Suggestions;

/** Reads a recipe as it is written: {@code STAGE(…).then(STAGE(…))…}. */
public final class RecipeText {
    private static final List<String> STAGES = List.of(
            "narrow",
            "prune",
            "gradual",
            "movement",
            "factorize",
            "quantize",
            "ternary",
            "share",
            "train",
            "rewind",
            "normalize",
            "huffman");
    private static final Pattern STAGE = Pattern.compile("\\s*([\\w-]+)\\s*\\(([^()]*)\\)\\s*");
    private static final Map<String, String> EXAMPLES = Map.of(
            "prune",
            "prune(0.9)",
            "gradual",
            "gradual(0.9, 2000)",
            "movement",
            "movement(0.9, 500)",
            "factorize",
            "factorize(0.9)",
            "train",
            "train(500)");
    private static final Pattern NUMBER = Pattern.compile("[-+.]?\\d");
    private static final String THEN = ".then(";

    private RecipeText() {}

    /** @throws IllegalArgumentException with what is wrong and what there is */
    public static List<Stage> parse(String text) {
        List<Stage> stages = new ArrayList<>();
        String rest = text;
        boolean closing = false;
        do {
            Matcher stage = STAGE.matcher(rest);
            if (!stage.lookingAt()) {
                throw wrong(
                        text,
                        rest.isBlank() ? "ends where a stage should be" : "has no stage at '" + rest.strip() + "'");
            }
            stages.add(stage(stage.group(1), arguments(stage.group(2))));
            rest = rest.substring(stage.end());
            if (closing) {
                if (!rest.startsWith(")")) {
                    throw wrong(
                            text,
                            "lacks a closing bracket after " + stage.group().strip());
                }
                rest = rest.substring(1).stripLeading();
            }
            closing = rest.startsWith(THEN);
            if (closing) {
                rest = rest.substring(THEN.length());
            } else if (!rest.isBlank()) {
                throw wrong(text, "goes on with '" + rest.strip() + "'");
            }
        } while (closing);
        return stages;
    }

    private static IllegalArgumentException wrong(String text, String what) {
        return new IllegalArgumentException("the recipe '" + text + "' " + what
                + ": write it like prune(0.9).then(quantize(4)).then(huffman()), of the stages "
                + String.join(", ", STAGES));
    }

    private static List<String> arguments(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static Stage stage(String name, List<String> arguments) {
        switch (name) {
            case "prune" -> {
                Words words = new Words(name, arguments, 1);
                double sparsity = words.number("sparsity");
                Map<String, Double> layers = words.layers("sparsity", Double::valueOf);
                return words.end(new Prune(sparsity, words.choice(Prune.Scope.MODEL), layers));
            }
            case "quantize" -> {
                Words words = new Words(name, arguments, 1);
                int bits = words.integer("bits");
                Map<String, Integer> layers = words.layers("bits", Integer::valueOf);
                return words.end(new Quantize(
                        bits,
                        words.choice(Quantize.Per.CHANNEL),
                        words.choice(Quantize.Zero.SYMMETRIC),
                        words.choice(Quantize.Range.MSE),
                        layers));
            }
            case "share" -> {
                Words words = new Words(name, arguments, 1);
                return words.end(new Share(words.integer("bits")));
            }
            case "train" -> {
                Words words = new Words(name, arguments, 1);
                int iterations = words.integer("iterations");
                double rate = words.optional("rate", Train.RATE);
                return words.end(new Train(iterations, rate, words.choice(Train.Scales.REFIT)));
            }
            case "gradual" -> {
                Words words = new Words(name, arguments, 2);
                double sparsity = words.number("sparsity");
                int iterations = words.integer("iterations");
                double rate = words.optional("rate", Train.RATE);
                Map<String, Double> layers = words.layers("sparsity", Double::valueOf);
                return words.end(new Gradual(sparsity, iterations, rate, words.choice(Prune.Scope.MODEL), layers));
            }
            case "movement" -> {
                Words words = new Words(name, arguments, 2);
                double sparsity = words.number("sparsity");
                int iterations = words.integer("iterations");
                return words.end(new Movement(sparsity, iterations, words.optional("rate", Train.RATE)));
            }
            case "factorize" -> {
                Words words = new Words(name, arguments, 1);
                return words.end(new Factorize(words.number("share")));
            }
            case "narrow" -> {
                Words words = new Words(name, arguments, 1);
                return words.end(new Narrow(words.integer("filters")));
            }
            case "normalize" -> {
                Words words = new Words(name, arguments, 1);
                return words.end(new Normalize(words.integer("iterations")));
            }
            case "rewind" -> {
                return new Words(name, arguments, 0).end(new Rewind());
            }
            case "ternary" -> {
                return new Words(name, arguments, 0).end(new Ternary());
            }
            case "huffman" -> {
                return new Words(name, arguments, 0).end(new Huffman());
            }
            default -> throw new IllegalArgumentException(Suggestions.unknown("stage", name, STAGES));
        }
    }

    /** The arguments of one stage: numbers first, then words in any order. */
    private static final class Words {
        private final String stage;
        private final List<String> left;
        private final List<String> known = new ArrayList<>();

        Words(String stage, List<String> arguments, int numbers) {
            this.stage = stage;
            this.left = new ArrayList<>(arguments);
            if (arguments.size() < numbers) {
                throw new IllegalArgumentException(stage + "(" + String.join(", ", arguments)
                        + ") lacks its number: write for example " + EXAMPLES.getOrDefault(stage, stage + "(4)"));
            }
        }

        double number(String what) {
            String word = left.remove(0);
            try {
                return Double.parseDouble(word);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "the " + what + " of " + stage + " is '" + word + "', which is no number", e);
            }
        }

        /** A number that may be left out. */
        double optional(String what, double otherwise) {
            return !left.isEmpty() && NUMBER.matcher(left.get(0)).lookingAt() ? number(what) : otherwise;
        }

        int integer(String what) {
            String word = left.remove(0);
            try {
                return Integer.parseInt(word);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "the " + what + " of " + stage + " are '" + word + "', which is no whole number", e);
            }
        }

        /** What is said of single layers: NAME=VALUE. */
        <V> Map<String, V> layers(String what, Function<String, V> read) {
            Map<String, V> layers = new TreeMap<>();
            for (String word : List.copyOf(left)) {
                int sign = word.indexOf('=');
                if (sign > 0) {
                    left.remove(word);
                    String value = word.substring(sign + 1).strip();
                    try {
                        layers.put(word.substring(0, sign).strip(), read.apply(value));
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException(
                                "the " + what + " of '" + word.substring(0, sign) + "' in " + stage + " are '" + value
                                        + "', which is no such number",
                                e);
                    }
                }
            }
            return layers;
        }

        <E extends Enum<E>> E choice(E otherwise) {
            for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
                known.add(Stage.word(constant));
                if (left.remove(Stage.word(constant))) {
                    return constant;
                }
            }
            return otherwise;
        }

        Stage end(Stage stage) {
            if (!left.isEmpty()) {
                throw new IllegalArgumentException(
                        known.isEmpty()
                                ? this.stage + " has more than it needs: '" + left.get(0) + "'"
                                : Suggestions.unknown("word of " + this.stage, left.get(0), known));
            }
            return stage;
        }
    }
}
