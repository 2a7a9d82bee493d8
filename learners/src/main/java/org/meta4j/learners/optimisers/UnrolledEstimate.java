package org.meta4j.learners.optimisers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Slots;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.engine.Workers;
import org.meta4j.learners.methods.UpdateRule;
import org.meta4j.learners.nets.Network;

/**
 * The gradient through some steps of a training, cut off before the first of them (Andrychowicz et al., 2016,
 * arXiv:1606.04474, section 2): of the mean loss over the steps, the gradients of the network taken as constants. It is
 * biased where what a step does shows only after the cut.
 */
final class UnrolledEstimate implements MetaGradientEstimate {
    private static final String WEIGHT = "weight/";
    private static final String STATE = "state/";
    private static final String IMAGES = "images";
    private static final String TARGETS = "targets";
    private static final String LOSS = "loss";
    private static final String META = "meta/";

    private final Trajectory trajectory;
    private final int steps;
    private final Tensors initialState;
    private final Runner runner;
    private Tensors weights;
    private Tensors state;

    /**
     * Compiles the steps.
     *
     * @param own meta-parameters of the rule, for names and shapes
     */
    UnrolledEstimate(
            UpdateRule rule, Network network, Trajectory trajectory, int batch, int steps, Tensors own, Workers workers) {
        this.trajectory = trajectory;
        this.steps = steps;
        this.weights = trajectory.weights();
        Graph graph = new Graph();
        Values carried = RuleProgram.inputs(graph, WEIGHT, weights);
        this.initialState = RuleProgram.begin(rule.start(carried), workers);
        this.state = initialState.copy();
        Values carriedState = RuleProgram.inputs(graph, STATE, state);
        Values parameters = RuleProgram.parameters(graph, own);
        Value images = Optimisee.images(graph, IMAGES, network, steps * batch);
        Value targets = graph.input(TARGETS, steps * batch, network.features());
        Value total = graph.constant(0);
        for (int step = 0; step < steps; step++) {
            graph.stage("step " + (step + 1));
            Value loss = Optimisee.loss(
                    network, carried, images.rows(step * batch, batch), targets.rows(step * batch, batch));
            total = total.add(loss);
            Values slopes = Grad.of(loss, carried).map((name, slope) -> slope.stopGradient());
            UpdateRule.Step next = rule.step(step, carried, slopes, carriedState, parameters);
            carried = next.adapted();
            carriedState = next.state();
        }
        Value mean = total.scale(1.0 / steps);
        Map<String, Value> outputs = new LinkedHashMap<>();
        Grad.of(mean, parameters).asMap().forEach((name, value) -> outputs.put(META + name, value));
        carried.asMap().forEach((name, value) -> outputs.put(WEIGHT + name, value));
        carriedState.asMap().forEach((name, value) -> outputs.put(STATE + name, value));
        outputs.put(LOSS, mean);
        runner = new Runner(Program.compile(outputs), workers);
    }

    @Override
    public double next(Tensors own, Tensors gradient) {
        Minibatch drawn = trajectory.draw(steps);
        double[] loss = new double[1];
        runner.setParameters(RuleProgram.named(own));
        runner.run(
                (task, inputs) -> {
                    inputs.set(IMAGES, drawn.inputs());
                    inputs.set(TARGETS, drawn.targets());
                    fill(inputs, WEIGHT, weights);
                    fill(inputs, STATE, state);
                },
                (task, outputs) -> {
                    loss[0] = outputs.number(LOSS);
                    read(outputs, META, gradient);
                    read(outputs, WEIGHT, weights);
                    read(outputs, STATE, state);
                });
        if (trajectory.passed(steps)) {
            weights = trajectory.weights();
            state = initialState.copy();
        }
        return loss[0];
    }

    private static void fill(Slots inputs, String prefix, Tensors tensors) {
        for (Map.Entry<String, Tensor> entry : tensors.asMap().entrySet()) {
            if (inputs.contains(prefix + entry.getKey())) {
                inputs.set(prefix + entry.getKey(), entry.getValue().values());
            }
        }
    }

    private static void read(Slots outputs, String prefix, Tensors tensors) {
        for (Map.Entry<String, Tensor> entry : tensors.asMap().entrySet()) {
            outputs.copy(prefix + entry.getKey(), entry.getValue().values(), 0);
        }
    }
}
