package org.meta4j.learners.objectives;

import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/** Losses whose gradient is a given one: how methods whose meta-gradient is none of their loss are written down. */
final class Surrogate {
    private Surrogate() {}

    /**
     * A number that is {@code loss}, with the derivative {@code gradient} to {@code parameters}: stop(loss) +
     * Σ (θ − stop(θ)) · stop(gradient).
     *
     * @param gradient of some of the parameters, by name; that of the others is 0
     */
    static Value of(Value loss, Values parameters, Values gradient) {
        Value sum = loss.stopGradient();
        for (String name : gradient.names()) {
            Value value = parameters.get(name);
            sum = sum.add(value.subtract(value.stopGradient())
                    .multiply(gradient.get(name).stopGradient())
                    .sum());
        }
        return sum;
    }
}
