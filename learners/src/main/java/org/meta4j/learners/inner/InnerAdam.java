package org.meta4j.learners.inner;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/**
 * Adam as an inner rule: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², θ ← θ − α m̂ / (√(v̂ + εᵣ) + ε), with
 * m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) (Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015,
 * arXiv:1412.6980, algorithm 1). Departure: εᵣ under the root, without which the root's derivative, and a meta-gradient
 * through it, is not finite where a gradient is 0.
 *
 * @param rate α, above 0
 * @param share β₁, at least 0 and below 1
 * @param shareOfSquares β₂, at least 0 and below 1
 * @param epsilon ε, at least 0
 * @param epsilonRoot εᵣ, above 0
 */
public record InnerAdam(double rate, double share, double shareOfSquares, double epsilon, double epsilonRoot)
        implements UpdateRule {
    /** εᵣ by default: {@value}. */
    public static final double EPSILON_ROOT = 1e-8;

    private static final String MEAN = "mean/";
    private static final String SQUARE = "square/";

    public InnerAdam {
        RuleChecks.rate(rate);
        RuleChecks.share("share of past gradients", share);
        RuleChecks.share("share of past squares", shareOfSquares);
        RuleChecks.positive("epsilon under the root", epsilonRoot);
        if (!(epsilon >= 0)) {
            throw new IllegalArgumentException("epsilon must be at least 0, but was " + epsilon);
        }
    }

    /** With the paper's constants otherwise. */
    public InnerAdam(double rate, double share) {
        this(rate, share, 0.999, 1e-8, EPSILON_ROOT);
    }

    @Override
    public boolean isSteady() {
        return false;
    }

    @Override
    public Values start(Values adapted) {
        Map<String, Value> state =
                new LinkedHashMap<>(RuleChecks.zeros(adapted, MEAN).asMap());
        state.putAll(RuleChecks.zeros(adapted, SQUARE).asMap());
        return Values.of(state);
    }

    @Override
    public Step step(int number, Values adapted, Values gradient, Values state, Values own) {
        Map<String, Value> next = new LinkedHashMap<>();
        Map<String, Value> moved = new LinkedHashMap<>();
        adapted.asMap().forEach((name, value) -> {
            Value slope = gradient.get(name);
            Value mean = state.get(MEAN + name).scale(share).add(slope.scale(1 - share));
            Value square = state.get(SQUARE + name)
                    .scale(shareOfSquares)
                    .add(slope.square().scale(1 - shareOfSquares));
            next.put(MEAN + name, mean);
            next.put(SQUARE + name, square);
            Value corrected = square.scale(1 / (1 - Math.pow(shareOfSquares, number + 1.0)))
                    .add(epsilonRoot);
            Value root = corrected.multiply(corrected.rsqrt()).add(epsilon);
            moved.put(
                    name,
                    value.subtract(mean.scale(rate / (1 - Math.pow(share, number + 1.0)))
                            .divide(root)));
        });
        return new Step(Values.of(moved), Values.of(next));
    }
}
