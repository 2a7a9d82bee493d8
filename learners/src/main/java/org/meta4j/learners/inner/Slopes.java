package org.meta4j.learners.inner;

import org.meta4j.engine.Grad;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/** Where an inner loop takes the gradient of its loss from: it is differentiated, or given from outside. */
@FunctionalInterface
public interface Slopes {
    /** The gradient of the loss at hand, by differentiation. */
    Slopes DIFFERENTIATED = (step, loss, adapted) -> Grad.of(loss, adapted);

    /**
     * The gradient of {@code loss} to each of {@code adapted}.
     *
     * @param step number of the inner step, from 0
     */
    Values at(int step, Value loss, Values adapted);
}
