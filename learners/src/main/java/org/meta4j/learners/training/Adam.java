package org.meta4j.learners.training;

import java.util.List;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;

/**
 * Adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − α m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and
 * v̂ = v / (1 − β₂ᵗ) (Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015, arXiv:1412.6980,
 * algorithm 1, with the constants given there).
 */
public final class Adam {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Tensors mean;
    private final Tensors square;
    private final List<String> names;
    private long steps;

    /** A fresh optimiser for parameters of these shapes. */
    public Adam(Tensors parameters) {
        this(parameters.map(p -> Tensor.zeros(p.shape())), parameters.map(p -> Tensor.zeros(p.shape())), 0);
    }

    /** An optimiser that goes on where another stopped; the tensors become its own. */
    public Adam(Tensors mean, Tensors square, long steps) {
        this.mean = mean;
        this.square = square;
        this.names = mean.names();
        this.steps = steps;
    }

    /** Moves {@code parameters} in place. */
    public void step(Tensors parameters, Tensors gradient, double rate) {
        steps++;
        // Exact: no training comes near to 2⁵³ steps.
        double power = (double) steps;
        double meanCorrection = 1 - Math.pow(BETA_1, power);
        double squareCorrection = 1 - Math.pow(BETA_2, power);
        // α m̂ / (√v̂ + ε) with both corrections moved out of the loop.
        float scaled = (float) (rate * Math.sqrt(squareCorrection) / meanCorrection);
        float epsilon = (float) (EPSILON * Math.sqrt(squareCorrection));
        // No lambda that captures: a step allocates nothing.
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            update(
                    parameters.get(name).values(),
                    gradient.get(name).values(),
                    mean.get(name).values(),
                    square.get(name).values(),
                    scaled,
                    epsilon);
        }
    }

    private static void update(float[] p, float[] g, float[] m, float[] v, float rate, float epsilon) {
        float beta1 = (float) BETA_1;
        float beta2 = (float) BETA_2;
        float rest1 = (float) (1 - BETA_1);
        float rest2 = (float) (1 - BETA_2);
        for (int i = 0; i < p.length; i++) {
            m[i] = beta1 * m[i] + rest1 * g[i];
            v[i] = beta2 * v[i] + rest2 * g[i] * g[i];
            p[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
        }
    }

    /** First moments, by parameter; live. */
    public Tensors mean() {
        return mean;
    }

    /** Second moments, by parameter; live. */
    public Tensors square() {
        return square;
    }

    /** Steps taken. */
    public long steps() {
        return steps;
    }
}
