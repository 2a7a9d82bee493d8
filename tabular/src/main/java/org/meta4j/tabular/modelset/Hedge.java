package org.meta4j.tabular.modelset;

import java.util.Arrays;

/**
 * Weights of experts by their errors: wᵢ ∝ exp(−η Σ lossᵢ) (Freund and Schapire, A Decision-Theoretic Generalization of On-Line Learning
 * and an Application to Boosting, Journal of Computer and System Sciences 55(1), 1997). Whatever the losses in [0, 1], even chosen by an
 * adversary, the weighted loss Σₜ wₜ·lossₜ of T rounds is at most that of the best of m experts plus ln m / η + η T / 8, which η =
 * √(8 ln m / T) makes √(T ln m / 2) (Cesa-Bianchi and Lugosi, Prediction, Learning, and Games, 2006, theorem 2.2). Not thread-safe.
 */
public final class Hedge {
    private final double rate;
    private final double[] losses;
    private double ownLoss;
    private long rounds;

    /**
     * Experts of equal weight.
     *
     * @param experts at least 1
     * @param rate η, above 0
     */
    public Hedge(int experts, double rate) {
        if (experts < 1) {
            throw new IllegalArgumentException("experts must be at least 1, but was " + experts);
        }
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rate must be above 0 and finite, but was " + rate);
        }
        this.rate = rate;
        losses = new double[experts];
    }

    /** The rate that makes the bound on regret least: √(8 ln m / T); 1 for a single expert, which needs none. */
    public static double bestRate(int experts, long rounds) {
        return experts == 1 ? 1 : Math.sqrt(8 * Math.log(experts) / rounds);
    }

    /** The weights, which sum to 1. */
    public double[] weights() {
        return softmax(Arrays.stream(losses).map(loss -> -rate * loss).toArray());
    }

    /**
     * Hears how the experts did in a round.
     *
     * @param roundLosses one for each expert, from 0 to 1
     * @throws IllegalArgumentException if there are not as many, or one is outside
     */
    public void update(double[] roundLosses) {
        if (roundLosses.length != losses.length) {
            throw new IllegalArgumentException(
                    "there are " + losses.length + " experts, but " + roundLosses.length + " losses");
        }
        for (int i = 0; i < losses.length; i++) {
            if (!(roundLosses[i] >= 0 && roundLosses[i] <= 1)) {
                throw new IllegalArgumentException(
                        "losses must be from 0 to 1, but that of expert " + i + " was " + roundLosses[i]);
            }
        }
        double[] weights = weights();
        for (int i = 0; i < losses.length; i++) {
            ownLoss += weights[i] * roundLosses[i];
            losses[i] += roundLosses[i];
        }
        rounds++;
    }

    /** Weighted loss of all rounds so far less that of the best expert. */
    public double regret() {
        return ownLoss - Arrays.stream(losses).min().orElseThrow();
    }

    /** What the regret cannot pass: ln m / η + η T / 8. */
    public double regretBound() {
        return Math.log(losses.length) / rate + rate * rounds / 8;
    }

    static double[] softmax(double[] scores) {
        double largest = Arrays.stream(scores).max().orElseThrow();
        double[] weights =
                Arrays.stream(scores).map(score -> Math.exp(score - largest)).toArray();
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
