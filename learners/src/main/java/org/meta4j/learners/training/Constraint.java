package org.meta4j.learners.training;

import org.meta4j.engine.Tensors;

/**
 * What the parameters of a network have to be while it is trained: quantised, say, or mostly zero. The loss and its
 * gradient are those of {@link #used used(θ)}; the steps move the free parameters θ behind it by the same gradient, as if
 * used were the identity (the straight-through estimator: Bengio, Léonard and Courville, Estimating or Propagating Gradients
 * Through Stochastic Neurons, 2013, arXiv:1308.3432). Called on the thread that trains, once a step and after the last.
 */
@FunctionalInterface
public interface Constraint {
    /** None: the parameters themselves. */
    Constraint NONE = parameters -> parameters;

    /**
     * Hears before a step how much of the training is over, and at its end that all is.
     *
     * @param done the share that is over, from 0 to 1
     */
    default void begin(double done) {}

    /**
     * What the network computes with.
     *
     * @param parameters θ, not to be changed
     * @return of the same names and shapes; may be {@code parameters} itself, and may be overwritten by the next call
     */
    Tensors used(Tensors parameters);

    /**
     * Changes the gradient before the step: to keep what was pruned at zero, or to hold back what is out of range.
     *
     * @param parameters θ, to be changed only where a parameter begins anew
     * @param used what {@link #used} made of them
     * @param gradient of the loss at {@code used}; to be changed in place
     */
    default void gradient(Tensors parameters, Tensors used, Tensors gradient) {}
}
