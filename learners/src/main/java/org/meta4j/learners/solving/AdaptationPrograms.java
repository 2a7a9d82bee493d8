package org.meta4j.learners.solving;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.objectives.AdaptingObjective;
import org.meta4j.learners.objectives.Episode;

/** The programs of a learner that adapts, by size: inner steps on a support set, and scores of queries. Thread-safe. */
public final class AdaptationPrograms {
    static final String SCORES = "scores";
    static final String FEATURES = "features";

    private final Network encoder;
    private final AdaptingObjective objective;
    private final int outputs;
    private final Map<Integer, Adaptation> adaptations = new RecentlyUsed<>();
    private final Map<Integer, RunnerPool> scorers = new RecentlyUsed<>();

    /**
     * A compiled inner loop.
     *
     * @param pool of its program; null if nothing changes
     * @param shapes of all the network's parameters
     * @param kept parameters that are meta-parameters as they were, and the names of these
     */
    private record Adaptation(@Nullable RunnerPool pool, Map<String, Shape> shapes, Map<String, String> kept) {}

    /** @param outputs of the network: classes of a task, or numbers of a target */
    public AdaptationPrograms(Network encoder, AdaptingObjective objective, int outputs) {
        this.encoder = encoder;
        this.objective = objective;
        this.outputs = outputs;
    }

    Network encoder() {
        return encoder;
    }

    int outputs() {
        return outputs;
    }

    /** From adapted parameters and {@code count} examples, normalised as one batch, to scores and features of each. */
    synchronized RunnerPool score(Tensors adapted, int count) {
        return scorers.computeIfAbsent(count, size -> {
            Graph graph = new Graph();
            Values weights = graph.parameters(adapted);
            Episode episode = Episode.of(graph, encoder.exampleShape(), size, 0, outputs);
            Map<String, Value> results = new LinkedHashMap<>();
            results.put(SCORES, objective.network().apply(weights, episode.examples(), Normalisation.ofBatch()));
            results.put(FEATURES, encoder.apply(weights, episode.examples(), Normalisation.ofBatch()));
            return new RunnerPool(Program.compile(results));
        });
    }

    /** The network's parameters, adapted from meta-parameters to a support set with targets [supports, outputs]. */
    Tensors adapt(Tensors parameters, float[] inputs, float[] targets, int supports) {
        Adaptation adaptation = adaptation(parameters, supports);
        Map<String, Tensor> adapted = new LinkedHashMap<>();
        // In the network's order, whatever is changed.
        adaptation.shapes().forEach((name, shape) -> adapted.put(name, Tensor.zeros(shape)));
        adaptation.kept().forEach((name, source) -> adapted.put(name, parameters.get(source)));
        if (adaptation.pool() != null) {
            adaptation
                    .pool()
                    .run(
                            parameters,
                            (task, in) -> {
                                Episode.setExamples(in, inputs);
                                if (in.contains(Episode.TARGETS)) {
                                    in.set(Episode.TARGETS, targets);
                                }
                            },
                            (task, out) -> adapted.forEach((name, tensor) -> {
                                if (!adaptation.kept().containsKey(name)) {
                                    out.copy(name, tensor.values(), 0);
                                }
                            }));
        }
        return Tensors.of(adapted);
    }

    private synchronized Adaptation adaptation(Tensors parameters, int supports) {
        return adaptations.computeIfAbsent(supports, size -> {
            Graph graph = new Graph();
            Values meta = graph.parameters(parameters);
            Map<Value, String> names = new IdentityHashMap<>();
            meta.asMap().forEach((name, value) -> names.put(value, name));
            Episode episode = Episode.of(graph, encoder.exampleShape(), size, 0, outputs);
            Map<String, Shape> shapes = new LinkedHashMap<>();
            Map<String, String> kept = new LinkedHashMap<>();
            Map<String, Value> changed = new LinkedHashMap<>();
            objective.adapt(meta, episode).asMap().forEach((name, value) -> {
                shapes.put(name, value.shape());
                String source = names.get(value);
                if (source == null) {
                    changed.put(name, value);
                } else {
                    kept.put(name, source);
                }
            });
            return new Adaptation(changed.isEmpty() ? null : new RunnerPool(Program.compile(changed)), shapes, kept);
        });
    }
}
