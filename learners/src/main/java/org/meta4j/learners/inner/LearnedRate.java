package org.meta4j.learners.inner;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/**
 * Gradient descent with learned rates: θ ← θ − α ∘ g, where α is a meta-parameter, one number or as many as θ has. With
 * {@link Scope#PARAMETER} it is Meta-SGD (Li, Zhou, Chen and Li, Meta-SGD: Learning to Learn Quickly for Few-Shot
 * Learning, 2017, arXiv:1707.09835, equation 3); with {@link Scope#LAYER_AND_STEP} the rates of MAML++ (Antoniou, Edwards
 * and Storkey, How to Train Your MAML, 2019, arXiv:1810.09502, section 4, LSLR). Rates may become negative.
 *
 * <p>Departures: all rates begin at one number, where Meta-SGD's paper draws them from 0.005 to 0.1; and what MAML++ calls
 * a layer is here a weight together with its bias. Steps beyond those of meta-training take the last step's rate.
 *
 * @param scope what has a rate of its own
 * @param rate that all begin at, above 0
 * @param steps of meta-training, at least 1: so many rates has a layer with {@link Scope#LAYER_AND_STEP}
 */
public record LearnedRate(Scope scope, double rate, int steps) implements UpdateRule {
    private static final String RATE = "rate/";
    private static final String ALL = "all";

    /** What has a rate of its own. */
    public enum Scope {
        /** Each number of each parameter. */
        PARAMETER,
        /** Each layer in each step. */
        LAYER_AND_STEP,
        /** Each layer. */
        LAYER,
        /** Nothing: all share one rate. */
        ONE
    }

    public LearnedRate {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("the inner learning rate must be above 0, but was " + rate);
        }
        if (steps < 1) {
            throw new IllegalArgumentException("steps with learned rates must be at least 1, but were " + steps);
        }
    }

    @Override
    public Tensors initialise(Tensors adapted) {
        Map<String, Tensor> rates = new LinkedHashMap<>();
        adapted.asMap()
                .forEach((name, tensor) -> rates.computeIfAbsent(
                        key(name),
                        key -> filled(
                                scope == Scope.PARAMETER
                                        ? tensor.shape()
                                        : Shape.of(scope == Scope.LAYER_AND_STEP ? steps : 1))));
        return Tensors.of(rates);
    }

    @Override
    public boolean isSteady() {
        return scope != Scope.LAYER_AND_STEP;
    }

    @Override
    public Step step(int number, Values adapted, Values gradient, Values state, Values own) {
        return Step.of(adapted.map((name, value) -> {
            Value rates = own.get(key(name));
            Value chosen = scope == Scope.PARAMETER
                    ? rates
                    : rates.rows(Math.min(number, rates.shape().size(0) - 1), 1).reshape();
            return value.subtract(gradient.get(name).multiply(chosen));
        }));
    }

    private String key(String name) {
        return RATE
                + switch (scope) {
                    case PARAMETER -> name;
                    case LAYER_AND_STEP, LAYER -> name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
                    case ONE -> ALL;
                };
    }

    private Tensor filled(Shape shape) {
        Tensor tensor = Tensor.zeros(shape);
        Arrays.fill(tensor.values(), (float) rate);
        return tensor;
    }
}
