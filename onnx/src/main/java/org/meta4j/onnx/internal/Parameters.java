package org.meta4j.onnx.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.graph.Op;

/**
 * The numbers of a graph's parameters. What is computed of them alone is computed here, once, in double precision; numbers that only
 * move, such as in a transposed matrix, are left where they are, so that the file holds them once.
 */
public final class Parameters {
    private final Tensors tensors;
    private final Map<String, double[]> wide = new HashMap<>();
    private final Map<Value, Boolean> alone = new HashMap<>();
    private final Map<Value, double[]> known = new HashMap<>();

    public Parameters(Tensors tensors) {
        this.tensors = tensors;
    }

    float[] get(String name, Shape shape) {
        Tensor tensor = tensors.get(name);
        if (!tensor.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "' has shape " + tensor.shape() + ", but the graph's is " + shape);
        }
        return tensor.values();
    }

    /** Whether a value is to be computed here. */
    boolean folds(Value value) {
        Op op = value.op();
        return (op instanceof Op.Unary || op instanceof Op.Binary || op instanceof Op.Sum) && isAlone(value);
    }

    private boolean isAlone(Value value) {
        Boolean known = alone.get(value);
        if (known == null) {
            known = value.op() instanceof Op.Parameter
                    || value.op() instanceof Op.Constant
                    || !value.arguments().isEmpty()
                            && value.arguments().stream().allMatch(this::isAlone);
            alone.put(value, known);
        }
        return known;
    }

    /** Computes values that depend on parameters alone, all at once: they may have much in common. */
    void prepare(Collection<Value> values) {
        List<Value> missing =
                values.stream().filter(value -> !known.containsKey(value)).toList();
        if (!missing.isEmpty()) {
            known.putAll(Reference.evaluate(missing, wide()));
        }
    }

    /** The numbers of a value that depends on parameters alone. */
    float[] fold(Value value) {
        double[] numbers = wide(value);
        float[] result = new float[numbers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) numbers[i];
        }
        return result;
    }

    /** The same in double precision. */
    double[] wide(Value value) {
        prepare(List.of(value));
        return Objects.requireNonNull(known.get(value));
    }

    private Map<String, double[]> wide() {
        if (wide.isEmpty()) {
            tensors.asMap().forEach((name, tensor) -> {
                double[] numbers = new double[tensor.values().length];
                Arrays.setAll(numbers, i -> tensor.values()[i]);
                wide.put(name, numbers);
            });
        }
        return wide;
    }
}
