package org.meta4j.learners.objectives;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/** What the meta-gradient's way back through the inner steps finds of the way there. */
public enum InnerMemory {
    /** All of it: the steps are one program, whose workspace grows with their number. */
    STORED {
        @Override
        public Program compile(Objective objective, Tensors parameters, int supports, int queries, int width) {
            Graph graph = new Graph();
            Values meta = graph.parameters(parameters);
            Episode episode = Episode.of(graph, objective, supports, queries, width);
            Outcome outcome = objective.trace(meta, episode);
            Map<String, Value> summed = new LinkedHashMap<>();
            Grad.of(outcome.loss(), meta).asMap().forEach((name, value) -> summed.put(GRADIENT + name, value));
            outcome.statistics().asMap().forEach((name, value) -> summed.put(STATISTIC + name, value));
            return Program.compile(summed, Map.of(LOSS, outcome.loss(), SCORES, outcome.scores()));
        }
    },
    /**
     * Only what was carried from step to step; each step is computed once more on the way back. The workspace is
     * that of one step, whatever their number. See {@link RecomputedEpisode}.
     */
    RECOMPUTED {
        @Override
        public Program compile(Objective objective, Tensors parameters, int supports, int queries, int width) {
            if (objective instanceof SteppedObjective stepped) {
                return new RecomputedEpisode(stepped, parameters, supports, queries, width).compile();
            }
            throw new IllegalArgumentException(
                    "inner steps can be computed again only where a method says how one is taken: leave them stored");
        }
    };

    static final String GRADIENT = "gradient/";
    static final String STATISTIC = "statistic/";
    static final String LOSS = "loss";
    static final String SCORES = "scores";

    /**
     * Compiles the meta-gradient of one episode. Its inputs are those of {@link Episode}; its outputs, summed over tasks,
     * {@code gradient/} and each parameter's name and {@code statistic/} and each statistic's, and of each task
     * {@code loss} and {@code scores}.
     *
     * @param objective what to differentiate
     * @param parameters shapes of the meta-parameters
     * @param supports support examples of each task
     * @param queries query examples of each task
     * @param width classes, or numbers in a regression's target
     */
    public abstract Program compile(Objective objective, Tensors parameters, int supports, int queries, int width);
}
