package org.meta4j.learners.solving;

import org.meta4j.engine.Graph;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.TracedSolver;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.objectives.AdaptingObjective;
import org.meta4j.learners.objectives.Episode;

/** Solving by inner steps, as {@link AdaptedTask} does it. */
public record TracedAdaptation(AdaptingObjective objective, BatchNorm mode) implements TracedSolver {
    @Override
    public Value answers(Values parameters, Values statistics, Task task) {
        int supports = task.supports();
        Values adapted = objective.adapt(parameters, new Episode(task.support(), task.targets(), supports));
        Graph graph = task.query().graph();
        graph.stage("query");
        boolean normalises = !objective.network().initialStatistics().names().isEmpty();
        if (mode == BatchNorm.TRANSDUCTIVE || !normalises) {
            return scores(adapted, task.query());
        }
        int queries = task.queries();
        Value all = null;
        for (int i = 0; i < queries; i++) {
            Value batch = Task.stacked(task.support(), task.query().rows(i, 1));
            Value score = scores(adapted, batch).rows(supports, 1).padRows(i, queries - 1 - i);
            all = all == null ? score : all.add(score);
        }
        if (all == null) {
            throw new IllegalArgumentException("a task has no queries");
        }
        return all;
    }

    private Value scores(Values adapted, Value examples) {
        return objective.network().apply(adapted, examples, Normalisation.ofBatch());
    }
}
