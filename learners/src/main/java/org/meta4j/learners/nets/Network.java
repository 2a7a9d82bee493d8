package org.meta4j.learners.nets;

import java.util.List;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.tasks.ExampleShape;

/** A function from examples to rows of features, with parameters. */
public interface Network {
    /** Name and sizes, e.g. {@code cnn4-strided-64}. */
    String name();

    /** Shape of one example. */
    ExampleShape exampleShape();

    /** Numbers in a row of the result. */
    int features();

    /** Height, width and channels of the map that a row of features is; empty where it is none. */
    default List<Integer> map() {
        return List.of();
    }

    /** Fresh parameters, drawn from {@code seed}. */
    Tensors initialise(long seed);

    /** Fresh running statistics of the normalisation layers: means 0, variances 1; none if it has no such layers. */
    Tensors initialStatistics();

    /**
     * Writes down the network.
     *
     * @param parameters as {@link #initialise} names them
     * @param x examples [n, …exampleShape]
     * @param normalisation which statistics to normalise with
     * @return features [n, features]
     */
    Value apply(Values parameters, Value x, Normalisation normalisation);
}
