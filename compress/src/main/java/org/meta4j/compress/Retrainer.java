package org.meta4j.compress;

import org.meta4j.compress.stages.Train;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Constraint;

/** Trains a model on while a recipe is carried out: what stages that need tasks are given. */
public interface Retrainer {
    /** Parameters as they were before anything was learned. */
    Tensors initial();

    /**
     * Trains.
     *
     * @param parameters to begin with; changed in place
     * @param statistics running statistics of normalisation; changed in place
     * @param constraint what the parameters are held to
     */
    void train(Tensors parameters, Tensors statistics, Train stage, Constraint constraint);

    /** Running statistics for {@code parameters}: the mean over so many iterations. */
    Tensors statistics(Tensors parameters, int iterations);

    /** The same for a narrower learner. */
    default Retrainer narrowed(TrainedLearner learner) {
        throw new IllegalArgumentException("only meta-learners can be made narrower: leave out narrow");
    }
}
