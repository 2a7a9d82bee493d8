package org.meta4j.bench.optimisers;

import java.util.List;
import org.meta4j.learners.nets.Cnn2;
import org.meta4j.learners.nets.Mlp;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.tasks.ExampleShape;

/**
 * A network that no learned optimiser is trained on.
 *
 * @param name for people
 * @param network with an output for each class
 */
public record Unseen(String name, Network network) {
    private static final int UNITS = 128;
    private static final int FILTERS = 8;

    /** A perceptron of two hidden layers of 128 ReLU, and a convolutional network of 8 and 16 filters. */
    public static List<Unseen> of(ExampleShape examples, int classes) {
        return List.of(
                new Unseen("MLP", new WithHead(new Mlp(examples, List.of(UNITS, UNITS), true), classes)),
                new Unseen("CNN", new WithHead(new Cnn2(examples, FILTERS), classes)));
    }
}
