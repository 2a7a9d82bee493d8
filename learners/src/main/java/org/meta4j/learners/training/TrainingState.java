package org.meta4j.learners.training;

import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;

/** Everything that the next meta-iteration depends on: what a checkpoint holds. */
public final class TrainingState {
    final Tensors parameters;
    final Tensors statistics;
    final Adam adam;
    long iteration;
    double seconds;
    double bestAccuracy = -1;
    long bestIteration;
    int validationsSinceBest;

    @Nullable
    Tensors bestParameters;

    @Nullable
    Tensors bestStatistics;

    /** The state before the first iteration. */
    public TrainingState(Tensors parameters, Tensors statistics) {
        this(parameters, statistics, new Adam(parameters));
    }

    TrainingState(Tensors parameters, Tensors statistics, Adam adam) {
        this.parameters = parameters;
        this.statistics = statistics;
        this.adam = adam;
    }

    /** Iterations done. */
    public long iteration() {
        return iteration;
    }

    /** Meta-parameters after the last iteration; live. */
    public Tensors parameters() {
        return parameters;
    }

    /** Running statistics after the last iteration; live. */
    public Tensors statistics() {
        return statistics;
    }

    /**
     * Keeps the present parameters if they did better than all before.
     *
     * @param accuracy of validation tasks; of tasks of numbers the squared error, negated. NaN is never best
     */
    boolean validated(double accuracy) {
        if (Double.isNaN(accuracy) || bestParameters != null && accuracy <= bestAccuracy) {
            validationsSinceBest++;
            return false;
        }
        bestAccuracy = accuracy;
        bestIteration = iteration;
        validationsSinceBest = 0;
        bestParameters = parameters.copy();
        bestStatistics = statistics.copy();
        return true;
    }
}
