package org.meta4j.learners.optimisers;

import java.util.Locale;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.training.Adam;

/**
 * An optimiser made by hand, with one constant learning rate.
 *
 * @param kind which
 * @param rate α, above 0
 */
public record PlainOptimiser(Kind kind, double rate) implements Optimiser {
    /** What of past gradients {@link Kind#MOMENTUM} keeps: {@value}. */
    public static final double MOMENTUM = 0.9;

    /** Optimisers made by hand. */
    public enum Kind {
        /** θ ← θ − α g. */
        SGD,
        /** m ← μ m + g, θ ← θ − α m, with μ = {@value PlainOptimiser#MOMENTUM}. */
        MOMENTUM,
        /** See {@link Adam}. */
        ADAM;

        /** Its name in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PlainOptimiser {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("the learning rate must be above 0, but was " + rate);
        }
    }

    @Override
    public String name() {
        return kind.label() + " " + rate;
    }

    @Override
    public Steps start(Tensors weights) {
        return switch (kind) {
            case SGD -> gradient -> descend(weights, gradient);
            case MOMENTUM -> {
                Tensors mean = weights.map(w -> Tensor.zeros(w.shape()));
                yield gradient -> {
                    accumulate(mean, gradient);
                    descend(weights, mean);
                };
            }
            case ADAM -> {
                Adam adam = new Adam(weights);
                yield gradient -> adam.step(weights, gradient, rate);
            }
        };
    }

    private void descend(Tensors weights, Tensors direction) {
        weights.asMap().forEach((name, tensor) -> {
            float[] w = tensor.values();
            float[] d = direction.get(name).values();
            for (int i = 0; i < w.length; i++) {
                w[i] -= (float) rate * d[i];
            }
        });
    }

    private static void accumulate(Tensors mean, Tensors gradient) {
        mean.asMap().forEach((name, tensor) -> {
            float[] m = tensor.values();
            float[] g = gradient.get(name).values();
            for (int i = 0; i < m.length; i++) {
                m[i] = (float) MOMENTUM * m[i] + g[i];
            }
        });
    }
}
