package org.meta4j.learners.nets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/** A linear layer y = x·W + b, x [n, inputs], W [inputs, outputs], b [outputs]. */
public final class Linear {
    private Linear() {}

    /** Writes down the layer with parameters {@code layer.weight} and {@code layer.bias}. */
    public static Value apply(String layer, Values parameters, Value x) {
        return x.matmul(parameters.get(layer + ".weight")).add(parameters.get(layer + ".bias"));
    }

    /** Fresh parameters: weights after Glorot and Bengio, biases 0. */
    public static Tensors initialise(String layer, int inputs, int outputs, long seed) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(layer + ".weight", Initial.glorot(new SplittableRandom(seed), inputs, outputs));
        tensors.put(layer + ".bias", Initial.filled(0, outputs));
        return Tensors.of(tensors);
    }
}
