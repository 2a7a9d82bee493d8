package org.meta4j.learners.solving;

import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.SiameseSettings;
import org.meta4j.learners.TracedSolver;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/** Solving by comparing a query with the supports, as {@link ComparedSupports} does it. */
public record TracedComparison(Network encoder, SiameseSettings settings) implements TracedSolver {
    /** Farther than any support. */
    private static final double FAR = 1e9;

    /** Keeps a distance of 0 from being a division by 0, and changes no other. */
    private static final double TINY = 1e-30;

    @Override
    public Value answers(Values parameters, Values statistics, Task task) {
        Normalisation running = Normalisation.with(statistics);
        Value support = encoder.apply(parameters, task.support(), running);
        Value query = encoder.apply(parameters, task.query(), running);
        Value squares = query.repeat(1, task.supports())
                .subtract(support.repeat(0, task.queries()))
                .square()
                .sum(2, 3);
        Value distances = squares.multiply(squares.add(TINY).rsqrt());
        boolean nearest = settings.classDistance() == SiameseSettings.ClassDistance.NEAREST;
        return (nearest ? nearest(distances, task) : mean(distances, task))
                .scale(-ComparedSupports.SHARPNESS / settings.margin());
    }

    /** The smallest distance [queries, ways] to a support of each class. */
    private static Value nearest(Value distances, Task task) {
        int ways = task.targets().shape().size(1);
        Value others = task.targets().transpose().add(-1).scale(FAR);
        return distances
                .negate()
                .repeat(1, ways)
                .add(others.repeat(0, task.queries()))
                .maxLast()
                .negate();
    }

    private static Value mean(Value distances, Task task) {
        return distances.matmul(task.targets()).divide(task.targets().sum(0, 1));
    }
}
