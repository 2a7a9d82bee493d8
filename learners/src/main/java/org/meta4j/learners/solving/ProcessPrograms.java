package org.meta4j.learners.solving;

import java.util.Arrays;
import java.util.Map;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.objectives.Episode;
import org.meta4j.learners.objectives.ProcessObjective;

/** The programs of a conditional process with learned parameters, by size of task. Thread-safe. */
public final class ProcessPrograms {
    private static final int MOST_QUERIES = 128;
    private static final String MEANS = "means";

    private final ProcessObjective objective;
    private final Tensors parameters;
    private final Tensors statistics;
    private final Tensors tensors;
    private final Map<Size, RunnerPool> pools = new RecentlyUsed<>();

    private record Size(int supports, int queries) {}

    /** Of one process with its parameters, which must not be changed any more. */
    public ProcessPrograms(ProcessObjective objective, Tensors parameters, Tensors statistics) {
        this.objective = objective;
        this.parameters = parameters;
        this.statistics = statistics;
        this.tensors = parameters.and(statistics);
    }

    Tensors parameters() {
        return parameters;
    }

    Tensors statistics() {
        return statistics;
    }

    int width() {
        return objective.width();
    }

    /** Means [queries, width], from supports and their targets. */
    float[] means(float[] support, float[] targets, float[] query) {
        int length = objective.network().exampleShape().length();
        int width = objective.width();
        int supports = support.length / length;
        int queries = query.length / length;
        float[] means = new float[queries * width];
        for (int from = 0; from < queries; from += MOST_QUERIES) {
            int first = from;
            int count = Math.min(MOST_QUERIES, queries - from);
            float[] examples = Arrays.copyOf(support, support.length + count * length);
            System.arraycopy(query, first * length, examples, support.length, count * length);
            float[] known = Arrays.copyOf(targets, (supports + count) * width);
            pool(new Size(supports, count))
                    .run(
                            tensors,
                            (task, in) -> {
                                in.set(Episode.EXAMPLES, examples);
                                in.set(Episode.TARGETS, known);
                            },
                            (task, out) -> out.copy(MEANS, means, first * width));
        }
        return means;
    }

    private synchronized RunnerPool pool(Size size) {
        return pools.computeIfAbsent(size, this::compile);
    }

    private RunnerPool compile(Size size) {
        Graph graph = new Graph();
        Values weights = graph.parameters(parameters);
        Normalisation normalisation = Normalisation.with(graph.parameters(statistics));
        Episode episode =
                Episode.of(graph, objective.network().exampleShape(), size.supports, size.queries, objective.width());
        return new RunnerPool(Program.compile(
                Map.of(MEANS, objective.answer(weights, episode, normalisation).mean())));
    }
}
