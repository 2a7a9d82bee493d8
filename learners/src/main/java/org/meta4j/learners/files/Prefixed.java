package org.meta4j.learners.files;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;

/** Several sets of tensors in one, told apart by the beginning of their names. */
public final class Prefixed {
    /** Meta-parameters, or adapted ones. */
    public static final String PARAMETER = "parameter/";
    /** Running statistics of normalisation layers. */
    public static final String STATISTIC = "statistic/";

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /** Adds a set. */
    public Prefixed put(String prefix, Tensors set) {
        set.asMap().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
        return this;
    }

    /** Adds numbers [rows, columns]. */
    public Prefixed put(String name, float[] values, int rows) {
        tensors.put(name, new Tensor(Shape.of(rows, values.length / rows), values));
        return this;
    }

    /** Adds whole numbers below 2²⁴, which floats hold exactly. */
    public Prefixed put(String name, int[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values[i];
        }
        tensors.put(name, new Tensor(Shape.of(values.length), floats));
        return this;
    }

    /** All that was put. */
    public Tensors tensors() {
        return Tensors.of(tensors);
    }

    /** The set that was added with that prefix. */
    public static Tensors get(Tensors all, String prefix) {
        Map<String, Tensor> set = new LinkedHashMap<>();
        all.asMap().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                set.put(name.substring(prefix.length()), tensor);
            }
        });
        return Tensors.of(set);
    }

    /** The whole numbers that were put under that name. */
    public static int[] integers(Tensors all, String name) {
        float[] values = all.get(name).values();
        int[] integers = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = (int) values[i];
        }
        return integers;
    }
}
