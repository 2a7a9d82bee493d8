package org.meta4j.learners.optimisers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meta4j.learners.nets.Activation;
import org.meta4j.learners.nets.Mlp;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.naming.Suggestions;
import org.meta4j.tasks.ExampleShape;

/**
 * A perceptron for a learned optimiser to be trained on: its hidden layers. Written as {@code 20-sigmoid}, or as
 * {@code 64-64-relu/2} where it sees images at half their height and width.
 *
 * @param units of each hidden layer, at least 1
 * @param activation after each of them
 * @param shrink by what its images are smaller than the data's, at least 1
 */
public record HiddenLayers(List<Integer> units, Activation activation, int shrink) {
    private static final Pattern WORDS = Pattern.compile("([0-9]{1,6}(?:-[0-9]{1,6})*)-([a-z]+)(?:/([0-9]{1,3}))?");

    public HiddenLayers {
        units = List.copyOf(units);
        if (shrink < 1) {
            throw new IllegalArgumentException("images can be shrunk by 1 or more, but not by " + shrink);
        }
        // The perceptron checks its layers.
        new Mlp(ExampleShape.features(1), units, true, activation);
    }

    /**
     * Layers from words such as {@code 64-64-relu/2}.
     *
     * @throws IllegalArgumentException if these are none
     */
    public static HiddenLayers of(String words) {
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "hidden layers are written as 20-sigmoid or 64-64-relu/2, but were '" + words + "'");
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
                matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3)));
    }

    /** The whole network, with a linear layer behind them, for examples that are shrunk already. */
    public Network network(ExampleShape examples, int classes) {
        return new WithHead(new Mlp(examples, units, true, activation), classes);
    }

    @Override
    public String toString() {
        StringBuilder words = new StringBuilder();
        units.forEach(count -> words.append(count).append('-'));
        words.append(activation.name().toLowerCase(Locale.ROOT));
        return shrink == 1 ? words.toString() : words.append('/').append(shrink).toString();
    }
}
