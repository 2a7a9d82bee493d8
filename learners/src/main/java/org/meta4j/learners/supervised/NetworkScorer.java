package org.meta4j.learners.supervised;

import java.util.Arrays;
import java.util.Map;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Slots;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.tasks.Examples;

/**
 * A network as a plain function from many examples to their outputs, compiled once, for parameters that change: to score it
 * after each epoch, or compressed in many ways. Nothing is dropped, and statistics are the running ones. Not for several
 * callers at once.
 */
public final class NetworkScorer {
    /** Examples that are computed together. */
    private static final int BATCH = 64;

    private static final String INPUTS = "inputs";
    private static final String OUTPUTS = "outputs";

    private final Network network;
    private final Runner runner;

    public NetworkScorer(Network network, Workers workers) {
        this.network = network;
        Graph graph = new Graph();
        Values weights = graph.parameters(network.initialise(0));
        Values statistics = graph.parameters(network.initialStatistics());
        Value x = graph.input(INPUTS, BatchGradient.sizes(BATCH, network.exampleShape()));
        Value outputs = network.apply(weights, x, Normalisation.with(statistics));
        this.runner = new Runner(Program.compile(Map.of(OUTPUTS, outputs)), workers);
    }

    /** Outputs [count, features] of all examples. */
    public float[] scores(Tensors parameters, Tensors statistics, Examples examples) {
        if (!examples.shape().equals(network.exampleShape())) {
            throw new IllegalArgumentException("the examples are " + examples.shape() + ", but the network '"
                    + network.name() + "' takes " + network.exampleShape());
        }
        runner.setParameters(parameters.and(statistics));
        int width = network.features();
        float[] scores = new float[Math.multiplyExact(examples.count(), width)];
        int batches = (examples.count() + BATCH - 1) / BATCH;
        runner.run(batches, (batch, in) -> fill(examples, batch * BATCH, in), (batch, out) -> {
            int from = batch * BATCH * width;
            int length = Math.min(BATCH * width, scores.length - from);
            System.arraycopy(out.array(), out.offset(OUTPUTS), scores, from, length);
        });
        return scores;
    }

    /** Places behind the last example are 0, and what comes of them is left out. */
    private void fill(Examples examples, int from, Slots in) {
        int length = network.exampleShape().length();
        int count = Math.min(BATCH, examples.count() - from);
        int offset = in.offset(INPUTS);
        System.arraycopy(examples.inputs(), from * length, in.array(), offset, count * length);
        Arrays.fill(in.array(), offset + count * length, offset + BATCH * length, 0);
    }

    /** Examples whose largest score is not their class's; of equal scores the first counts. */
    public int errors(Tensors parameters, Tensors statistics, SupervisedData data) {
        return errors(scores(parameters, statistics, data.examples()), data.labels());
    }

    /** Share of the examples that are right, between 0 and 1, see {@link #errors}. */
    public double accuracy(Tensors parameters, Tensors statistics, SupervisedData data) {
        return 1 - (double) errors(parameters, statistics, data) / data.count();
    }

    private static int errors(float[] scores, int[] labels) {
        int width = scores.length / labels.length;
        int errors = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int c = 1; c < width; c++) {
                if (scores[i * width + c] > scores[i * width + best]) {
                    best = c;
                }
            }
            errors += best == labels[i] ? 0 : 1;
        }
        return errors;
    }
}
