package org.meta4j.compress.stages;

import java.util.Map;
import java.util.Set;

/**
 * Prunes while what is left is trained: the share that is zero grows as sparsity · (1 − (1 − t)³), t from 0 to 1 over the first
 * fifth of the iterations, and the smallest are found again every 50 steps of it (Zhu and Gupta, To Prune, or Not to Prune:
 * Exploring the Efficacy of Pruning for Model Compression, 2017, arXiv:1710.01878). Departure: weights that were cut keep, behind
 * their zeros, what they were, and come back in that time where those that are left become smaller.
 *
 * <p>From there to three quarters of the iterations the smallest weights of each layer are exchanged for as many cut ones, whose
 * gradients are the largest and which begin at zero: every 100 steps a share of those left, 0.3 at first, falling to 0 as half a
 * cosine (Evci, Gale, Menick, Castro and Elsen, Rigging the Lottery: Making All Tickets Winners, 2020, arXiv:1911.11134, where
 * networks are as sparse from the beginning). Departure: gradients of the 100 steps are added up, theirs are one step's.
 *
 * @param sparsity share of the weights that are zero at the end, above 0 and below 1
 * @param iterations of training, as in {@link Train}
 * @param rate as in {@link Train}
 * @param scope as in {@link Prune}
 * @param layers as in {@link Prune}
 */
public record Gradual(double sparsity, int iterations, double rate, Prune.Scope scope, Map<String, Double> layers)
        implements Stage {
    public Gradual {
        Checks.sparsity("gradual", sparsity);
        Checks.training("gradual", iterations, rate);
        layers = Checks.sorted(layers);
        Checks.sparsities("gradual", layers);
    }

    /** What is zero at the end. */
    public Prune prune() {
        return new Prune(sparsity, scope, layers);
    }

    @Override
    public boolean cuts() {
        return true;
    }

    @Override
    public boolean trains() {
        return true;
    }

    @Override
    public Set<String> named() {
        return layers.keySet();
    }

    /** The training that goes with it. */
    public Train training() {
        return new Train(iterations, rate, Train.Scales.REFIT);
    }

    @Override
    public String text() {
        return "gradual(" + sparsity + ", " + iterations + (rate == Train.RATE ? "" : ", " + rate)
                + (scope == Prune.Scope.MODEL ? "" : ", layer") + Checks.exceptions(layers) + ")";
    }
}
