package org.meta4j.learners.inner;

import org.meta4j.engine.Values;

/**
 * Gradient descent: θ ← θ − α g.
 *
 * @param rate α, above 0
 */
public record Descent(double rate) implements UpdateRule {
    public Descent {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("the inner learning rate must be above 0, but was " + rate);
        }
    }

    @Override
    public Step step(int number, Values adapted, Values gradient, Values state, Values own) {
        return Step.of(
                adapted.map((name, value) -> value.subtract(gradient.get(name).scale(rate))));
    }
}
