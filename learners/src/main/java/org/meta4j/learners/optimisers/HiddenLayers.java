package org.meta4j.learners.optimisers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meta4j.learners.nets.Activation;
import org.meta4j.learners.nets.Cnn2;
import org.meta4j.learners.nets.Mlp;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.naming.Suggestions;
import org.meta4j.tasks.ExampleShape;

/**
 * A network for a learned optimiser to be trained on: its hidden layers. A perceptron is written as {@code 20-sigmoid}, or as
 * {@code 64-64-relu/2} where it sees images at half their height and width; {@code cnn2-4} is a {@link Cnn2} of 4 filters.
 *
 * @param units of each hidden layer of a perceptron, at least 1; none of a convolutional network
 * @param activation after each of them
 * @param shrink by what its images are smaller than the data's, at least 1
 * @param filters of a convolutional network's first block, at least 1; null of a perceptron
 */
public record HiddenLayers(
        List<Integer> units,
        Activation activation,
        int shrink,
        @Nullable Integer filters) {
    private static final Pattern CONVOLUTIONS = Pattern.compile("cnn2-([0-9]{1,6})(?:/([0-9]{1,3}))?");
    private static final Pattern WORDS = Pattern.compile("([0-9]{1,6}(?:-[0-9]{1,6})*)-([a-z]+)(?:/([0-9]{1,3}))?");

    public HiddenLayers {
        units = List.copyOf(units);
        if (shrink < 1) {
            throw new IllegalArgumentException("images can be shrunk by 1 or more, but not by " + shrink);
        }
        if (filters == null) {
            // The perceptron checks its layers.
            new Mlp(ExampleShape.features(1), units, true, activation);
        } else if (filters < 1 || !units.isEmpty()) {
            throw new IllegalArgumentException(
                    "a convolutional network has at least 1 filter and no units, but " + filters + " and " + units);
        }
    }

    /** A perceptron. */
    public HiddenLayers(List<Integer> units, Activation activation, int shrink) {
        this(units, activation, shrink, null);
    }

    /**
     * Layers from words such as {@code 64-64-relu/2}.
     *
     * @throws IllegalArgumentException if these are none
     */
    public static HiddenLayers of(String words) {
        Matcher convolutions = CONVOLUTIONS.matcher(words);
        if (convolutions.matches()) {
            return new HiddenLayers(
                    List.of(), Activation.RELU, shrink(convolutions.group(2)), Integer.valueOf(convolutions.group(1)));
        }
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "hidden layers are written as 20-sigmoid, 64-64-relu/2 or cnn2-4, but were '" + words + "'");
        }
        List<String> known = Arrays.stream(Activation.values())
                .map(activation -> activation.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(matcher.group(2))) {
            throw new IllegalArgumentException(Suggestions.unknown("activation", matcher.group(2), known));
        }
        return new HiddenLayers(
                Arrays.stream(matcher.group(1).split("-", -1))
                        .map(Integer::valueOf)
                        .toList(),
                Activation.values()[known.indexOf(matcher.group(2))],
                shrink(matcher.group(3)));
    }

    private static int shrink(@Nullable String word) {
        return word == null ? 1 : Integer.parseInt(word);
    }

    /** The whole network, with a linear layer behind them, for examples that are shrunk already. */
    public Network network(ExampleShape examples, int classes) {
        Network body = filters == null ? new Mlp(examples, units, true, activation) : new Cnn2(examples, filters);
        return new WithHead(body, classes);
    }

    @Override
    public String toString() {
        if (filters != null) {
            return "cnn2-" + filters + (shrink == 1 ? "" : "/" + shrink);
        }
        StringBuilder words = new StringBuilder();
        units.forEach(count -> words.append(count).append('-'));
        words.append(activation.name().toLowerCase(Locale.ROOT));
        return shrink == 1 ? words.toString() : words.append('/').append(shrink).toString();
    }
}
