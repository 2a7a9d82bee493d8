package org.meta4j.learners.inner;

import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/**
 * RMSProp: v ← ρ v + (1 − ρ) g², θ ← θ − α g / √(v + ε), v = 0 at first (Tieleman and Hinton, Neural Networks for Machine
 * Learning, lecture 6e, 2012). The ε stands under the root, where it keeps the root's derivative finite at v = 0.
 *
 * @param rate α, above 0
 * @param share ρ, at least 0 and below 1
 * @param epsilon ε, above 0
 */
public record RmsProp(double rate, double share, double epsilon) implements UpdateRule {
    public RmsProp {
        RuleChecks.rate(rate);
        RuleChecks.share("share of past squares", share);
        RuleChecks.positive("epsilon", epsilon);
    }

    @Override
    public Values start(Values adapted) {
        return RuleChecks.zeros(adapted, "");
    }

    @Override
    public Step step(int number, Values adapted, Values gradient, Values state, Values own) {
        Values square = state.map((name, past) ->
                past.scale(share).add(gradient.get(name).square().scale(1 - share)));
        return new Step(
                adapted.map((name, value) -> {
                    Value root = square.get(name).add(epsilon).rsqrt();
                    return value.subtract(gradient.get(name).multiply(root).scale(rate));
                }),
                square);
    }
}
