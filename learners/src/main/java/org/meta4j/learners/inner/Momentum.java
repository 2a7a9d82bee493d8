package org.meta4j.learners.inner;

import org.meta4j.engine.Values;

/**
 * Gradient descent with momentum: m ← μ m + g, θ ← θ − α m, m = 0 at first (Polyak, Some Methods of Speeding up the
 * Convergence of Iteration Methods, 1964, as it is written in the usual implementations).
 *
 * @param rate α, above 0
 * @param share μ, at least 0 and below 1
 */
public record Momentum(double rate, double share) implements UpdateRule {
    public Momentum {
        RuleChecks.rate(rate);
        RuleChecks.share("momentum", share);
    }

    @Override
    public Values start(Values adapted) {
        return RuleChecks.zeros(adapted, "");
    }

    @Override
    public Step step(int number, Values adapted, Values gradient, Values state, Values own) {
        Values mean = state.map((name, past) -> past.scale(share).add(gradient.get(name)));
        return new Step(
                adapted.map((name, value) -> value.subtract(mean.get(name).scale(rate))), mean);
    }
}
