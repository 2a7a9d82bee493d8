package org.meta4j.learners.optimisers;

import org.meta4j.engine.Tensors;

/** A way to the gradient of what a learned optimiser is to lower: the loss of networks while it trains them. */
interface MetaGradientEstimate {
    /**
     * Goes on with some trainings for some steps.
     *
     * @param own meta-parameters of the rule
     * @param gradient of their shapes, to be filled
     * @return mean loss over the steps
     */
    double next(Tensors own, Tensors gradient);
}
