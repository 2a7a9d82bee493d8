package org.meta4j.learners.nets;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.tasks.ExampleShape;

/**
 * An encoder with a linear layer {@code head} on its features: one output for each class, say.
 *
 * @param encoder yields the features
 * @param outputs of the linear layer, at least 1
 */
public record WithHead(Network encoder, int outputs) implements Network {
    private static final String HEAD = "head";

    public WithHead {
        if (outputs < 1) {
            throw new IllegalArgumentException("outputs must be at least 1, but was " + outputs);
        }
    }

    /** Whether a parameter of that name belongs to the linear layer. */
    public static boolean isHead(String parameter) {
        return parameter.startsWith(HEAD + ".");
    }

    @Override
    public String name() {
        return encoder.name() + "-head-" + outputs;
    }

    @Override
    public ExampleShape exampleShape() {
        return encoder.exampleShape();
    }

    @Override
    public int features() {
        return outputs;
    }

    @Override
    public Tensors initialise(long seed) {
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(encoder.initialise(seed).asMap());
        // Another stream than the encoder's, so that the two do not share their numbers.
        tensors.putAll(
                Linear.initialise(HEAD, encoder.features(), outputs, ~seed).asMap());
        return Tensors.of(tensors);
    }

    @Override
    public Tensors initialStatistics() {
        return encoder.initialStatistics();
    }

    @Override
    public Value apply(Values parameters, Value x, Normalisation normalisation) {
        return Linear.apply(HEAD, parameters, encoder.apply(parameters, x, normalisation));
    }
}
