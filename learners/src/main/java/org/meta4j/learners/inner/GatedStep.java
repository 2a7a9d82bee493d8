package org.meta4j.learners.inner;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/**
 * The step of a Meta-Learner LSTM: θ ← f ∘ θ − i ∘ g, where how much is kept and how far to go are learned functions of
 * each number by itself (Ravi and Larochelle, Optimization as a Model for Few-Shot Learning, ICLR 2017, section 3.2):
 *
 * <p>i = σ(a₁ s(g) + a₂ d(g) + a₃ θ + a₄ i′ + a₅), &nbsp; f = σ(b₁ s(g) + b₂ d(g) + b₃ θ + b₄ f′ + b₅),
 *
 * <p>i′ and f′ those of the step before; s and d the {@linkplain SizeAndDirection size and the direction} of a gradient, with p =
 * {@value #SCALE}. The ten numbers are shared by all
 * of a layer's parameters, and each layer has its own. They begin so that a first step is nearly one of gradient descent.
 *
 * <p>Departures: the gates do not see the loss, gradients do not pass a first LSTM before they come here, and layers do
 * not share the gates' numbers.
 *
 * @param rate what i is at first, above 0 and below 1
 */
public record GatedStep(double rate) implements UpdateRule {
    private static final String INPUT = "input/";
    private static final String FORGET = "forget/";
    private static final int TERMS = 5;

    private static final double SCALE = 7;
    /** σ of it is the share of a number that is kept in a step at first. */
    private static final float KEEP = 7;

    public GatedStep {
        RuleChecks.rate(rate);
        if (rate >= 1) {
            throw new IllegalArgumentException(
                    "the inner learning rate that a gate begins at must be below 1, but was " + rate);
        }
    }

    @Override
    public Tensors initialise(Tensors adapted) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        adapted.names().forEach(name -> {
            own.put(INPUT + name, gate((float) Math.log(rate / (1 - rate))));
            own.put(FORGET + name, gate(KEEP));
        });
        return Tensors.of(own);
    }

    private static Tensor gate(float bias) {
        Tensor gate = Tensor.zeros(Shape.of(TERMS));
        gate.values()[TERMS - 1] = bias;
        return gate;
    }

    @Override
    public Values start(Values adapted) {
        Map<String, Value> gates =
                new LinkedHashMap<>(RuleChecks.zeros(adapted, INPUT).asMap());
        gates.putAll(RuleChecks.zeros(adapted, FORGET).asMap());
        return Values.of(gates);
    }

    @Override
    public Step step(int number, Values adapted, Values gradient, Values state, Values own) {
        Map<String, Value> gates = new LinkedHashMap<>();
        Map<String, Value> moved = new LinkedHashMap<>();
        adapted.asMap().forEach((name, value) -> {
            Value slope = gradient.get(name);
            // What a gate is told of a gradient is a constant to the meta-gradient: its own slope is 1 / |g| and worse.
            SizeAndDirection told = SizeAndDirection.of(slope.stopGradient(), SCALE);
            Value input = gate(own.get(INPUT + name), told, value, state.get(INPUT + name));
            Value forget = gate(own.get(FORGET + name), told, value, state.get(FORGET + name));
            gates.put(INPUT + name, input);
            gates.put(FORGET + name, forget);
            moved.put(name, forget.multiply(value).subtract(input.multiply(slope)));
        });
        return new Step(Values.of(moved), Values.of(gates));
    }

    private static Value gate(Value weights, SizeAndDirection told, Value value, Value before) {
        Value[] terms = {told.size(), told.direction(), value, before};
        Value sum = term(weights, TERMS - 1);
        for (int i = 0; i < terms.length; i++) {
            sum = terms[i].multiply(term(weights, i)).add(sum);
        }
        return sum.sigmoid();
    }

    private static Value term(Value weights, int index) {
        return weights.rows(index, 1).reshape();
    }
}
