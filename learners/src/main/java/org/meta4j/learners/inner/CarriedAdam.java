package org.meta4j.learners.inner;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/**
 * Adam without a mean of past gradients (β₁ = 0), whose second moments go on from task to task: v ← β₂ v + (1 − β₂) g²,
 * w ← β₂ w + (1 − β₂), θ ← θ − α g / √(v / w + εᵣ); w is Adam's correction 1 − β₂ᵗ, t all steps so far. A task begins with
 * the v and w that are among the meta-parameters, and what it leaves of them moves these as θ moves: Reptile's update
 * takes their mean over an iteration's tasks. So does the program of Reptile's authors (Nichol, Achiam and Schulman, On
 * First-Order Meta-Learning Algorithms, 2018, arXiv:1803.02999), task after task. A step that begins with v = 0 would move every
 * number by α, however small its gradient.
 *
 * @param rate α, above 0
 * @param shareOfSquares β₂, at least 0 and below 1
 * @param epsilonRoot εᵣ, above 0
 */
public record CarriedAdam(double rate, double shareOfSquares, double epsilonRoot) implements UpdateRule {
    private static final String SQUARE = "square/";
    private static final String WEIGHT = "weight";

    public CarriedAdam {
        RuleChecks.rate(rate);
        RuleChecks.share("share of past squares", shareOfSquares);
        RuleChecks.positive("epsilon under the root", epsilonRoot);
    }

    /** With Adam's share of past squares. */
    public CarriedAdam(double rate) {
        this(rate, 0.999, 1e-16);
    }

    @Override
    public Tensors initialise(Tensors adapted) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        adapted.asMap().forEach((name, tensor) -> own.put(SQUARE + name, Tensor.zeros(tensor.shape())));
        own.put(WEIGHT, Tensor.zeros(Shape.of()));
        return Tensors.of(own);
    }

    @Override
    public boolean isSteady() {
        return false;
    }

    @Override
    public Step step(int number, Values adapted, Values gradient, Values state, Values own) {
        Values before = number == 0 ? own : state;
        Value weight = before.get(WEIGHT).scale(shareOfSquares).add(1 - shareOfSquares);
        Map<String, Value> next = new LinkedHashMap<>();
        Map<String, Value> moved = new LinkedHashMap<>();
        adapted.asMap().forEach((name, value) -> {
            Value slope = gradient.get(name);
            Value square = before.get(SQUARE + name)
                    .scale(shareOfSquares)
                    .add(slope.square().scale(1 - shareOfSquares));
            next.put(SQUARE + name, square);
            Value size = square.divide(weight).add(epsilonRoot).rsqrt();
            moved.put(name, value.subtract(slope.multiply(size).scale(rate)));
        });
        next.put(WEIGHT, weight);
        return new Step(Values.of(moved), Values.of(next));
    }

    @Override
    public Values carriedOver(Values state) {
        return state;
    }
}
