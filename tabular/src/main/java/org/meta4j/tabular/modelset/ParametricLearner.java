package org.meta4j.tabular.modelset;

import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Task;

/** A base-learner with parameters that all tasks share, which a set of models moves against the gradient of its errors. Immutable. */
public interface ParametricLearner extends BaseLearner {
    /** The parameters; not to be changed. */
    double[] parameters();

    /** The same learner with other parameters. */
    ParametricLearner with(double[] parameters);

    /**
     * The loss on a task's queries after learning from its supports, from 0 to 1: for numbers e / (e + m) of the squared error e
     * and that of the support's mean m, for classes half of Brier's score.
     */
    double loss(Task task);

    /** Derivatives of {@link #loss} by the parameters, through the learning from the supports. */
    double[] slope(Task task);
}
