package org.meta4j.learners.heads;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Normalisation;

/** A head on given numbers, by the reference executor. */
final class HeadRun {
    private HeadRun() {}

    /** Random numbers between −1 and 1. */
    static double[] random(long seed, int count) {
        return new SplittableRandom(seed).doubles(count, -1, 1).toArray();
    }

    /** Targets of labels. */
    static double[] targets(int ways, int... labels) {
        double[] targets = new double[labels.length * ways];
        for (int i = 0; i < labels.length; i++) {
            targets[i * ways + labels[i]] = 1;
        }
        return targets;
    }

    /** Scores [queries, ways] with running statistics. */
    static double[] scores(
            Head head, Tensors parameters, int features, double[] support, double[] targets, double[] query) {
        Graph graph = new Graph();
        Values own = graph.parameters(parameters);
        Values statistics = graph.parameters(head.initialStatistics());
        int supports = support.length / features;
        Value scores = head.scores(
                own,
                new Head.Embedded(
                        graph.input("support", supports, features),
                        graph.input("targets", supports, targets.length / supports),
                        graph.input("query", query.length / features, features)),
                Normalisation.with(statistics));
        Map<String, double[]> inputs = new HashMap<>();
        inputs.put("support", support);
        inputs.put("targets", targets);
        inputs.put("query", query);
        parameters.asMap().forEach((name, tensor) -> inputs.put(name, doubles(tensor.values())));
        head.initialStatistics().asMap().forEach((name, tensor) -> inputs.put(name, doubles(tensor.values())));
        return Reference.evaluate(List.of(scores), inputs).get(scores);
    }

    /** The same by a compiled program, for heads without statistics. */
    static double[] compiled(
            Head head, Tensors parameters, int features, double[] support, double[] targets, double[] query) {
        Graph graph = new Graph();
        int supports = support.length / features;
        int queries = query.length / features;
        int ways = targets.length / supports;
        Value scores = head.scores(
                graph.parameters(parameters),
                new Head.Embedded(
                        graph.input("support", supports, features),
                        graph.input("targets", supports, ways),
                        graph.input("query", queries, features)),
                Normalisation.ofBatch());
        float[] found = new float[queries * ways];
        try (Workers workers = new Workers(1)) {
            Runner runner = new Runner(Program.compile(Map.of("scores", scores)), workers);
            runner.setParameters(parameters);
            runner.run(
                    (task, in) -> {
                        in.set("support", floats(support));
                        in.set("targets", floats(targets));
                        in.set("query", floats(query));
                    },
                    (task, out) -> out.copy("scores", found, 0));
        }
        return doubles(found);
    }

    /** Parameters with a little added to each, so that none is 0 or 1. */
    static Tensors shaken(Tensors parameters) {
        SplittableRandom random = new SplittableRandom(99);
        return parameters.map(tensor -> {
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) random.nextDouble(-0.1, 0.1);
            }
            return new Tensor(tensor.shape(), values);
        });
    }

    private static float[] floats(double[] doubles) {
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    static double[] doubles(float[] floats) {
        double[] doubles = new double[floats.length];
        Arrays.setAll(doubles, i -> floats[i]);
        return doubles;
    }
}
