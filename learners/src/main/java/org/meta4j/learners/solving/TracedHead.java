package org.meta4j.learners.solving;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Values;
import org.meta4j.learners.heads.FeatureClassifier;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.heads.LabelledRows;
import org.meta4j.learners.nets.Normalisation;

/** A head compiled, with learned parameters and running statistics. */
public final class TracedHead implements FeatureClassifier {
    /** Queries scored at a time: bounds the workspace of heads that look at pairs. */
    private static final int MOST_QUERIES = 64;

    private static final String SUPPORT = "support";
    private static final String TARGETS = "targets";
    private static final String QUERY = "query";
    private static final String SCORES = "scores";

    private final Head head;
    private final Tensors parameters;
    private final Tensors statistics;
    private final Tensors tensors;
    private final Map<Size, RunnerPool> pools = new RecentlyUsed<>();

    private record Size(int supports, int ways, int queries, int features) {}

    /** @param parameters and statistics the head's own among others */
    public TracedHead(Head head, Tensors parameters, Tensors statistics) {
        this.head = head;
        this.parameters = parameters;
        this.statistics = statistics;
        this.tensors = parameters.and(statistics);
    }

    @Override
    public double[] scores(LabelledRows given, float[] query) {
        LabelledRows support = head.ordered() ? given.byClass() : given;
        int width = support.width();
        int queries = query.length / width;
        float[] scores = new float[queries * support.ways()];
        float[] targets = support.targets();
        for (int from = 0; from < queries; from += MOST_QUERIES) {
            int first = from;
            int count = Math.min(MOST_QUERIES, queries - from);
            pool(new Size(support.count(), support.ways(), count, width))
                    .run(
                            tensors,
                            (task, in) -> {
                                if (in.contains(SUPPORT)) {
                                    in.set(SUPPORT, support.rows());
                                }
                                if (in.contains(TARGETS)) {
                                    in.set(TARGETS, targets);
                                }
                                if (in.contains(QUERY)) {
                                    in.set(QUERY, Arrays.copyOfRange(query, first * width, (first + count) * width));
                                }
                            },
                            (task, out) -> out.copy(SCORES, scores, first * support.ways()));
        }
        double[] result = new double[scores.length];
        Arrays.setAll(result, i -> scores[i]);
        return result;
    }

    private synchronized RunnerPool pool(Size size) {
        return pools.computeIfAbsent(size, this::compile);
    }

    private RunnerPool compile(Size size) {
        Graph graph = new Graph();
        Values weights = graph.parameters(parameters);
        Values means = graph.parameters(statistics);
        Head.Embedded task = new Head.Embedded(
                graph.input(SUPPORT, size.supports, size.features),
                graph.input(TARGETS, size.supports, size.ways),
                graph.input(QUERY, size.queries, size.features));
        return new RunnerPool(Program.compile(Map.of(SCORES, head.scores(weights, task, Normalisation.with(means)))));
    }

    @Override
    public Optional<String> misfit(int[] classSizes) {
        return head.misfit(classSizes);
    }

    @Override
    public Optional<Head> traced() {
        return Optional.of(head);
    }

    @Override
    public boolean directional() {
        return head.directional();
    }
}
