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
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.objectives.Loss;

/**
 * A network that an optimiser trains: its cross entropy on a minibatch and the gradient, as one program. Not for several
 * callers at once.
 */
public final class Optimisee {
    private static final String LOSS = "loss";
    private static final String IMAGES = "images";
    private static final String TARGETS = "targets";

    private final Network network;
    private final int batch;
    private final Runner runner;

    /**
     * Compiles the program.
     *
     * @param network whose outputs are scores of classes
     * @param batch examples of a minibatch, at least 1
     */
    public Optimisee(Network network, int batch, Workers workers) {
        this.network = network;
        this.batch = batch;
        Graph graph = new Graph();
        Values weights = graph.parameters(network.initialise(0));
        Value loss = loss(
                network,
                weights,
                images(graph, IMAGES, network, batch),
                graph.input(TARGETS, batch, network.features()));
        Map<String, Value> outputs = new LinkedHashMap<>(Grad.of(loss, weights).asMap());
        outputs.put(LOSS, loss);
        runner = new Runner(Program.compile(outputs), workers);
    }

    static Value images(Graph graph, String name, Network network, int count) {
        var sizes = network.exampleShape().sizes();
        int[] all = new int[sizes.size() + 1];
        all[0] = count;
        for (int i = 0; i < sizes.size(); i++) {
            all[i + 1] = sizes.get(i);
        }
        return graph.input(name, all);
    }

    static Value loss(Network network, Values weights, Value images, Value targets) {
        return Loss.CROSS_ENTROPY.of(network.apply(weights, images, Normalisation.ofBatch()), targets);
    }

    public Network network() {
        return network;
    }

    /** Examples of a minibatch. */
    public int batch() {
        return batch;
    }

    /**
     * The loss on a minibatch.
     *
     * @param gradient of weights' shapes, to be filled
     */
    public double loss(Tensors weights, Minibatch minibatch, Tensors gradient) {
        double[] loss = new double[1];
        runner.setParameters(weights);
        runner.run(
                (task, inputs) -> {
                    inputs.set(IMAGES, minibatch.inputs());
                    inputs.set(TARGETS, minibatch.targets());
                },
                (task, outputs) -> {
                    loss[0] = outputs.number(LOSS);
                    gradient.asMap().forEach((name, tensor) -> copy(outputs, name, tensor));
                });
        return loss[0];
    }

    private static void copy(Slots outputs, String name, Tensor target) {
        outputs.copy(name, target.values(), 0);
    }
}
