package org.meta4j.learners.inner;

import org.meta4j.engine.Values;

/**
 * Gradient descent on the loss and a pull back to where it began: θ ← θ − α (g + λ (θ − θ₀)).
 *
 * @param rate α, above 0
 * @param strength λ, above 0
 */
public record ProximalDescent(double rate, double strength) implements UpdateRule {
    public ProximalDescent {
        RuleChecks.rate(rate);
        RuleChecks.positive("the strength of the pull", strength);
    }

    /** Where it began. */
    @Override
    public Values start(Values adapted) {
        return adapted;
    }

    @Override
    public Step step(int number, Values adapted, Values gradient, Values state, Values own) {
        return new Step(
                adapted.map((name, value) -> value.subtract(gradient.get(name)
                        .add(value.subtract(state.get(name)).scale(strength))
                        .scale(rate))),
                state);
    }
}
