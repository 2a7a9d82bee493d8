package org.meta4j.learners.solving;

import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.TracedSolver;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/** Solving by a head on features, normalised by running statistics. */
public record TracedEmbedding(Network encoder, Head head) implements TracedSolver {
    @Override
    public Value answers(Values parameters, Values statistics, Task task) {
        // As when tasks are solved otherwise, no example's features depend on its neighbours: two batches are as good
        // as one.
        Normalisation running = Normalisation.with(statistics);
        Head.Embedded embedded = new Head.Embedded(
                encoder.apply(parameters, task.support(), running),
                task.targets(),
                encoder.apply(parameters, task.query(), running));
        return head.scores(parameters, embedded, running);
    }

    @Override
    public boolean ordered() {
        return head.ordered();
    }
}
