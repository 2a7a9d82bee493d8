package org.meta4j.learners.optimisers;

import org.meta4j.engine.Tensors;

/** A way to move a network's weights by gradients of its loss. */
public interface Optimiser {
    /** Name and what it was set to, e.g. {@code adam 0.003}. */
    String name();

    /** Begins to train weights, which the steps will change in place. */
    Steps start(Tensors weights);

    /** One training under way. */
    @FunctionalInterface
    interface Steps {
        /** Moves the weights by the gradient of a loss at them. */
        void step(Tensors gradient);
    }
}
