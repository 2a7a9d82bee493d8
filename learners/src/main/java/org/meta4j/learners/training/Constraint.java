package org.meta4j.learners.training;

import org.meta4j.engine.Tensors;

/**
 * What parameters must be like while they are trained, such as rounded to few levels, or zero where weights were cut. The loss
 * and its gradient are those of {@link #used}, and steps move the parameters behind it: the straight-through estimator (Bengio,
 * Léonard and Courville, Estimating or Propagating Gradients Through Stochastic Neurons, 2013, arXiv:1308.3432, section 4).
 */
@FunctionalInterface
public interface Constraint {
    /** None: parameters are used as they are. */
    Constraint NONE = parameters -> parameters;

    /**
     * What is used in place of {@code parameters}, of the same names and shapes. The result may be overwritten by the next call.
     *
     * @param parameters are not changed
     */
    Tensors used(Tensors parameters);

    /**
     * Told of each gradient before the step that it makes; may change it.
     *
     * @param parameters behind what was used
     * @param used what {@link #used} gave for them
     * @param gradient of the loss in {@code used}; changed in place
     */
    default void adjust(Tensors parameters, Tensors used, Tensors gradient) {}
}
