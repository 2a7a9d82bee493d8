package org.meta4j.bench.optimisers;

import java.util.Map;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Slots;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.optimisers.Minibatch;
import org.meta4j.learners.optimisers.Minibatches;

/** How many test examples a network gets right. */
final class Scoring {
    private static final int MOST = 500;

    private final Minibatches test;
    private final int chunk;
    private final int classes;
    private final Runner runner;

    Scoring(Network network, Minibatches test, Workers workers) {
        this.test = test;
        this.chunk = Math.min(MOST, test.size());
        this.classes = test.classes();
        Graph graph = new Graph();
        int[] sizes = new int[1 + network.exampleShape().sizes().size()];
        sizes[0] = chunk;
        for (int i = 1; i < sizes.length; i++) {
            sizes[i] = network.exampleShape().sizes().get(i - 1);
        }
        var scores = network.apply(
                graph.parameters(network.initialise(0)), graph.input("images", sizes), Normalisation.ofBatch());
        runner = new Runner(Program.compile(Map.of("scores", scores)), workers);
    }

    /** Share of the test examples, but for those that do not fill a chunk, whose class has the highest score. */
    double accuracy(Tensors weights) {
        runner.setParameters(weights);
        int[] right = new int[1];
        int chunks = test.size() / chunk;
        for (int i = 0; i < chunks; i++) {
            Minibatch batch = test.range(i * chunk, chunk);
            runner.run(
                    (task, inputs) -> inputs.set("images", batch.inputs()),
                    (task, outputs) -> right[0] += right(outputs, batch.targets()));
        }
        return (double) right[0] / (chunks * chunk);
    }

    private int right(Slots outputs, float[] targets) {
        float[] scores = outputs.get("scores");
        int right = 0;
        for (int row = 0; row < scores.length; row += classes) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (scores[row + c] > scores[row + best]) {
                    best = c;
                }
            }
            right += targets[row + best] > 0 ? 1 : 0;
        }
        return right;
    }
}
