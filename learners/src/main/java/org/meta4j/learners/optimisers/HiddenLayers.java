package org.meta4j.learners.optimisers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meta4j.learners.nets.Activation;
import org.meta4j.learners.nets.Mlp;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.naming.Suggestions;
import org.meta4j.tasks.ExampleShape;

/**
 * A perceptron for a learned optimiser to be trained on: its hidden layers. Written as {@code 20-sigmoid} or
 * {@code 32-32-relu}.
 *
 * @param units of each hidden layer, at least 1
 * @param activation after each of them
 */
public record HiddenLayers(List<Integer> units, Activation activation) {
    public HiddenLayers {
        units = List.copyOf(units);
        // The perceptron checks its layers.
        new Mlp(ExampleShape.features(1), units, true, activation);
    }

    /**
     * Layers from words such as {@code 32-32-relu}.
     *
     * @throws IllegalArgumentException if these are none
     */
    public static HiddenLayers of(String words) {
        List<String> parts = new ArrayList<>(List.of(words.split("-", -1)));
        String last = parts.remove(parts.size() - 1);
        List<String> known = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            known.add(activation.name().toLowerCase(Locale.ROOT));
        }
        if (!known.contains(last)) {
            throw new IllegalArgumentException(Suggestions.unknown("activation", last, known));
        }
        try {
            return new HiddenLayers(
                    parts.stream().map(Integer::valueOf).toList(), Activation.values()[known.indexOf(last)]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "hidden layers are written as 20-sigmoid or 32-32-relu, but were '" + words + "'", e);
        }
    }

    /** The whole network, with a linear layer behind them. */
    public Network network(ExampleShape examples, int classes) {
        return new WithHead(new Mlp(examples, units, true, activation), classes);
    }

    @Override
    public String toString() {
        StringBuilder words = new StringBuilder();
        units.forEach(count -> words.append(count).append('-'));
        return words.append(activation.name().toLowerCase(Locale.ROOT)).toString();
    }
}
