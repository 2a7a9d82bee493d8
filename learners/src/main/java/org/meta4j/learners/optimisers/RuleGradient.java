package org.meta4j.learners.optimisers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Slots;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.engine.Workers;
import org.meta4j.learners.inner.UpdateRule;

/**
 * The way back through one step of a rule: from the gradient of a later loss to the weights and state that the step left, to
 * that to the weights and state before it and to the rule's meta-parameters. The gradient that the rule read is a constant.
 */
final class RuleGradient {
    private static final String WEIGHT = "weight/";
    private static final String SLOPE = "slope/";
    private static final String STATE = "state/";
    private static final String LATER_WEIGHT = "later/weight/";
    private static final String LATER_STATE = "later/state/";
    private static final String OWN = "meta/";

    private final Runner runner;

    /** Compiles it; the tensors are for names and shapes. */
    RuleGradient(UpdateRule rule, Tensors weights, Tensors state, Tensors own, Workers workers) {
        Graph graph = new Graph();
        Values adapted = RuleProgram.inputs(graph, WEIGHT, weights);
        Values before = RuleProgram.inputs(graph, STATE, state);
        Values parameters = RuleProgram.parameters(graph, own);
        UpdateRule.Step step = rule.step(0, adapted, RuleProgram.inputs(graph, SLOPE, weights), before, parameters);
        // The gradient of Σ later · value is what the chain rule makes of the later gradient.
        Value sum = graph.constant(0)
                .add(product(step.adapted(), RuleProgram.inputs(graph, LATER_WEIGHT, weights)))
                .add(product(step.state(), RuleProgram.inputs(graph, LATER_STATE, state)));
        Map<String, Value> wanted = new LinkedHashMap<>();
        adapted.asMap().forEach((name, value) -> wanted.put(WEIGHT + name, value));
        before.asMap().forEach((name, value) -> wanted.put(STATE + name, value));
        parameters.asMap().forEach((name, value) -> wanted.put(OWN + name, value));
        List<Value> gradients = Grad.of(sum, new ArrayList<>(wanted.values()));
        Map<String, Value> outputs = new LinkedHashMap<>();
        int i = 0;
        for (String name : wanted.keySet()) {
            outputs.put(name, gradients.get(i++));
        }
        runner = new Runner(Program.compile(outputs), workers);
    }

    private static Value product(Values values, Values later) {
        Value sum = values.list().get(0).graph().constant(0);
        for (String name : values.names()) {
            sum = sum.add(values.get(name).multiply(later.get(name)).sum());
        }
        return sum;
    }

    /** Takes the meta-parameters that the steps were made by. */
    void setParameters(Tensors own) {
        runner.setParameters(RuleProgram.named(own));
    }

    /**
     * Goes one step back.
     *
     * @param weights before the step
     * @param gradient that the rule read
     * @param state before the step
     * @param toWeights gradient to the weights after it, to become that to those before
     * @param toState the same of the state
     * @param toOwn gradient to the meta-parameters, to which this step's part is added
     */
    void back(Tensors weights, Tensors gradient, Tensors state, Tensors toWeights, Tensors toState, Tensors toOwn) {
        runner.run(
                (task, inputs) -> {
                    fill(inputs, WEIGHT, weights);
                    fill(inputs, SLOPE, gradient);
                    fill(inputs, STATE, state);
                    fill(inputs, LATER_WEIGHT, toWeights);
                    fill(inputs, LATER_STATE, toState);
                },
                (task, outputs) -> {
                    read(outputs, WEIGHT, toWeights);
                    read(outputs, STATE, toState);
                    toOwn.asMap().forEach((name, tensor) -> {
                        float[] sum = tensor.values();
                        int offset = outputs.offset(OWN + name);
                        for (int i = 0; i < sum.length; i++) {
                            sum[i] += outputs.array()[offset + i];
                        }
                    });
                });
    }

    private static void fill(Slots inputs, String prefix, Tensors tensors) {
        tensors.asMap().forEach((name, tensor) -> {
            // What no result depends on is no input of the program.
            if (inputs.contains(prefix + name)) {
                inputs.set(prefix + name, tensor.values());
            }
        });
    }

    private static void read(Slots outputs, String prefix, Tensors tensors) {
        tensors.asMap().forEach((name, tensor) -> outputs.copy(prefix + name, tensor.values(), 0));
    }
}
