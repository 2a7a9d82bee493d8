package org.meta4j.learners.methods;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/** The programs of a learner that adapts, by size: inner steps on a support set, and scores of queries. Thread-safe. */
final class AdaptationPrograms {
    /** Programs kept; sizes of tasks in one use are few. */
    private static final int MOST_PROGRAMS = 16;

    static final String SCORES = "scores";
    static final String FEATURES = "features";

    private final Network encoder;
    private final MamlObjective objective;
    private final int ways;
    private final Map<String, RunnerPool> pools = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunnerPool> eldest) {
            return size() > MOST_PROGRAMS;
        }
    };

    AdaptationPrograms(Network encoder, MamlObjective objective, int ways) {
        this.encoder = encoder;
        this.objective = objective;
        this.ways = ways;
    }

    Network encoder() {
        return encoder;
    }

    /** From support examples and targets to the adapted parameters, each an output of its name. */
    synchronized RunnerPool adapt(Tensors parameters, int supports) {
        return pools.computeIfAbsent("adapt " + supports, key -> {
            Graph graph = new Graph();
            Values meta = graph.parameters(parameters);
            Episode episode = Episode.of(graph, encoder.exampleShape(), supports, 0, ways);
            Map<String, Value> outputs =
                    new LinkedHashMap<>(objective.adapt(meta, episode).asMap());
            return new RunnerPool(Program.compile(outputs));
        });
    }

    /** From adapted parameters and {@code count} examples, normalised as one batch, to scores and features of each. */
    synchronized RunnerPool score(Tensors adapted, int count) {
        return pools.computeIfAbsent("score " + count, key -> {
            Graph graph = new Graph();
            Values weights = graph.parameters(adapted);
            Episode episode = Episode.of(graph, encoder.exampleShape(), count, 0, ways);
            Map<String, Value> outputs = new LinkedHashMap<>();
            outputs.put(SCORES, objective.network().apply(weights, episode.examples(), Normalisation.ofBatch()));
            outputs.put(FEATURES, encoder.apply(weights, episode.examples(), Normalisation.ofBatch()));
            return new RunnerPool(Program.compile(outputs));
        });
    }

    /** Adapts {@code parameters} to a support set with one-hot targets. */
    Tensors adapt(Tensors parameters, float[] inputs, float[] targets, int supports) {
        Map<String, Tensor> adapted = new LinkedHashMap<>();
        adapt(parameters, supports)
                .run(
                        parameters,
                        (task, in) -> {
                            Episode.setExamples(in, inputs);
                            in.set(Episode.TARGETS, targets);
                        },
                        (task, out) -> parameters
                                .asMap()
                                .forEach((name, tensor) ->
                                        adapted.put(name, new Tensor(tensor.shape(), out.get(name)))));
        return Tensors.of(adapted);
    }
}
