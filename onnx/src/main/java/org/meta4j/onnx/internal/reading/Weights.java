package org.meta4j.onnx.internal.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/**
 * The constants of a file as parameters of the engine, each in the order in which it is used there. The first time a graph is
 * written down it is found which they are; after that they are given.
 */
final class Weights {
    private final Graph graph;
    private final @Nullable Values given;
    private final Map<String, Tensor> found = new LinkedHashMap<>();
    private final Map<String, List<String>> uses = new HashMap<>();

    /** @param given parameters as {@link #found} names them; null to find them */
    Weights(Graph graph, @Nullable Values given) {
        this.graph = graph;
        this.given = given;
    }

    /**
     * A constant as a parameter.
     *
     * @param use what is made of it; a constant with two uses is two parameters
     * @param tensor what is made of it
     */
    Value get(String name, String use, Supplier<Tensor> tensor) {
        List<String> known = uses.computeIfAbsent(name, any -> new ArrayList<>());
        if (!known.contains(use)) {
            known.add(use);
        }
        String key = known.indexOf(use) == 0 ? name : name + "." + use;
        if (given != null) {
            return given.get(key);
        }
        Tensor made = found.computeIfAbsent(key, any -> tensor.get());
        return graph.parameter(key, Objects.requireNonNull(made).shape());
    }

    Graph graph() {
        return graph;
    }

    Tensors found() {
        return Tensors.of(found);
    }
}
