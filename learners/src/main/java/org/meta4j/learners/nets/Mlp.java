package org.meta4j.learners.nets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.tasks.ExampleShape;

/**
 * A multilayer perceptron: linear layers with an activation between them.
 *
 * @param exampleShape any shape; examples are read as rows of numbers
 * @param layers outputs of each layer, each at least 1; the last is the number of features
 * @param activated whether there is an activation after the last layer too
 * @param activation ReLU in most
 */
public record Mlp(ExampleShape exampleShape, List<Integer> layers, boolean activated, Activation activation)
        implements Network {
    public Mlp {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a multilayer perceptron needs at least one layer");
        }
        for (int outputs : layers) {
            if (outputs < 1) {
                throw new IllegalArgumentException("layers must have at least 1 output, but were " + layers);
            }
        }
    }

    /** With ReLU. */
    public Mlp(ExampleShape exampleShape, List<Integer> layers, boolean activated) {
        this(exampleShape, layers, activated, Activation.RELU);
    }

    /** With ReLU, but not after the last layer. */
    public Mlp(ExampleShape exampleShape, List<Integer> layers) {
        this(exampleShape, layers, false);
    }

    @Override
    public String name() {
        return "mlp-"
                + layers.stream().map(String::valueOf).collect(Collectors.joining("-"))
                + (activation == Activation.RELU ? "" : "-" + activation.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public int features() {
        return layers.get(layers.size() - 1);
    }

    @Override
    public Tensors initialise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        int inputs = exampleShape.length();
        for (int layer = 1; layer <= layers.size(); layer++) {
            int outputs = layers.get(layer - 1);
            tensors.put("layer" + layer + ".weight", Initial.glorot(random, inputs, outputs));
            tensors.put("layer" + layer + ".bias", Initial.filled(0, outputs));
            inputs = outputs;
        }
        return Tensors.of(tensors);
    }

    @Override
    public Tensors initialStatistics() {
        return Tensors.of(Map.of());
    }

    @Override
    public Value apply(Values parameters, Value x, Normalisation normalisation) {
        Value row = x.reshape(x.shape().size(0), exampleShape.length());
        for (int layer = 1; layer <= layers.size(); layer++) {
            row = Linear.apply("layer" + layer, parameters, row);
            if (layer < layers.size() || activated) {
                row = activation.of(row);
            }
        }
        return row;
    }
}
