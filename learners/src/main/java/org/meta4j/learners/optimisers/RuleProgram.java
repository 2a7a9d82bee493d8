package org.meta4j.learners.optimisers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.engine.Workers;
import org.meta4j.learners.inner.UpdateRule;

/**
 * One step of an update rule as a program, for weights of given names and shapes. Not for several callers at once.
 */
final class RuleProgram {
    private static final String WEIGHT = "weight/";
    private static final String SLOPE = "slope/";
    private static final String STATE = "state/";
    private static final String OWN = "own/";

    private final Tensors initialState;
    private final Runner runner;

    /**
     * Compiles the step.
     *
     * @param rule whose steps are all the same computation
     * @param weights for names and shapes
     * @param own meta-parameters of the rule, for names and shapes
     */
    RuleProgram(UpdateRule rule, Tensors weights, Tensors own, Workers workers) {
        if (!rule.isSteady()) {
            throw new IllegalArgumentException("the rule " + rule + " computes something else in each step");
        }
        Graph graph = new Graph();
        Values adapted = inputs(graph, WEIGHT, weights);
        initialState = begin(rule.start(adapted), workers);
        UpdateRule.Step step = rule.step(
                0, adapted, inputs(graph, SLOPE, weights), inputs(graph, STATE, initialState), parameters(graph, own));
        Map<String, Value> outputs = new LinkedHashMap<>();
        step.adapted().asMap().forEach((name, value) -> outputs.put(WEIGHT + name, value));
        step.state().asMap().forEach((name, value) -> outputs.put(STATE + name, value));
        runner = new Runner(Program.compile(outputs), workers);
    }

    static Values inputs(Graph graph, String prefix, Tensors tensors) {
        Map<String, Value> values = new LinkedHashMap<>();
        tensors.asMap()
                .forEach((name, tensor) -> values.put(
                        name, graph.input(prefix + name, tensor.shape().sizes())));
        return Values.of(values);
    }

    static Values parameters(Graph graph, Tensors own) {
        Map<String, Value> values = new LinkedHashMap<>();
        own.asMap().forEach((name, tensor) -> values.put(name, graph.parameter(OWN + name, tensor.shape())));
        return Values.of(values);
    }

    static Tensors named(Tensors own) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        own.asMap().forEach((name, tensor) -> named.put(OWN + name, tensor));
        return Tensors.of(named);
    }

    /** The numbers of a state that does not depend on the weights. */
    static Tensors begin(Values state, Workers workers) {
        Map<String, Tensor> numbers = new LinkedHashMap<>();
        state.asMap().forEach((name, value) -> numbers.put(name, Tensor.zeros(value.shape())));
        if (!numbers.isEmpty()) {
            new Runner(Program.compile(state.asMap()), workers)
                    .run(
                            (task, inputs) -> {},
                            (task, outputs) ->
                                    numbers.forEach((name, tensor) -> outputs.copy(name, tensor.values(), 0)));
        }
        return Tensors.of(numbers);
    }

    /** A fresh state. */
    Tensors start() {
        return initialState.copy();
    }

    /** Takes the meta-parameters to go by from here on. */
    void setParameters(Tensors own) {
        runner.setParameters(named(own));
    }

    /** Moves weights and state by one step, in place. */
    void step(Tensors weights, Tensors gradient, Tensors state) {
        runner.run(
                (task, inputs) -> {
                    weights.asMap().forEach((name, tensor) -> {
                        if (inputs.contains(WEIGHT + name)) {
                            inputs.set(WEIGHT + name, tensor.values());
                        }
                        if (inputs.contains(SLOPE + name)) {
                            inputs.set(SLOPE + name, gradient.get(name).values());
                        }
                    });
                    state.asMap().forEach((name, tensor) -> {
                        if (inputs.contains(STATE + name)) {
                            inputs.set(STATE + name, tensor.values());
                        }
                    });
                },
                (task, outputs) -> {
                    weights.asMap().forEach((name, tensor) -> outputs.copy(WEIGHT + name, tensor.values(), 0));
                    state.asMap().forEach((name, tensor) -> outputs.copy(STATE + name, tensor.values(), 0));
                });
    }
}
