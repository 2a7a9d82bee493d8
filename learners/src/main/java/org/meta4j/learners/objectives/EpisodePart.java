package org.meta4j.learners.objectives;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/** A part of a {@link RecomputedEpisode} while it is traced: its inputs and its outputs by name. */
final class EpisodePart {
    /** What is carried from step to step. */
    static final String CARRIED = "carried/";
    /** The gradient to it. */
    static final String ADJOINT = "adjoint/";
    /** The gradient to the meta-parameters, as far as it does not go through what is carried. */
    static final String DIRECT = "direct/";

    final Map<String, Value> outputs = new LinkedHashMap<>();

    private final Graph graph = new Graph();
    private final Values parameters;
    private final Map<String, Shape> carried;

    /** @param carried names and shapes */
    EpisodePart(Tensors parameters, Map<String, Shape> carried) {
        this.parameters = graph.parameters(parameters);
        this.carried = carried;
    }

    Graph graph() {
        return graph;
    }

    Values parameters() {
        return parameters;
    }

    Values carried() {
        return inputs(CARRIED, carried);
    }

    Values inputs(String prefix, Map<String, Shape> shapes) {
        Map<String, Value> values = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> values.put(name, graph.input(prefix + name, shape.sizes())));
        return Values.of(values);
    }

    EpisodePart put(String prefix, Values values) {
        values.asMap().forEach((name, value) -> outputs.put(prefix + name, value));
        return this;
    }

    /** ⟨values, adjoints⟩ with the adjoints given. */
    Value product(Values values) {
        Values adjoints = inputs(ADJOINT, carried);
        Value sum = graph.constant(0);
        for (String name : values.names()) {
            sum = sum.add(values.get(name).multiply(adjoints.get(name)).sum());
        }
        return sum;
    }

    /** The gradient of a number: to what is carried, put out, and to the meta-parameters, where it is not 0. */
    Map<String, Value> differentiate(Value number) {
        Values before = carried();
        List<Value> to = new ArrayList<>(before.list());
        to.addAll(parameters.list());
        List<Value> gradients = Grad.of(number, to);
        int count = carried.size();
        put(ADJOINT, before.with(gradients.subList(0, count)));
        Map<String, Value> direct = new LinkedHashMap<>();
        parameters.with(gradients.subList(count, to.size())).asMap().forEach((name, value) -> {
            if (!value.isZero()) {
                direct.put(name, value);
            }
        });
        return direct;
    }

    /** Puts out what was added directly so far and what this part adds. */
    void addDirect(Map<String, Value> more) {
        more.forEach((name, value) -> outputs.put(
                DIRECT + name, graph.input(DIRECT + name, value.shape().sizes()).add(value)));
    }
}
