package org.meta4j.compress.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.compress.stages.Gradual;
import org.meta4j.compress.stages.Prune;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.training.Constraint;

/**
 * Cuts more and more weights while they are trained, then exchanges some, see {@link Gradual}. While the cut grows, the
 * parameters behind cut weights stay what they were, so that those come back where weights that are left become smaller.
 */
final class GrowingCut implements Constraint {
    /** While the cut grows, the smallest weights are found again after so many steps. */
    private static final int CHOOSE_EVERY = 50;

    /** Weights are exchanged after so many steps. */
    private static final int EXCHANGE_EVERY = 100;

    /** The share of the weights left that is exchanged at first. */
    private static final double EXCHANGED = 0.3;

    /** Shares of the training after which all is cut that shall be, and after which none are exchanged any more. */
    private static final double FULL = 0.2;

    private static final double SETTLED = 0.75;

    private enum Phase {
        GROWING,
        EXCHANGING,
        SETTLED
    }

    private final List<Weights> all;
    private final List<Regrowth> regrowths;
    private final Prune last;
    private Phase phase = Phase.GROWING;
    private double done;
    /** Steps of this phase. */
    private long steps;

    private boolean due;

    /** @param last what is cut at the end */
    GrowingCut(List<Weights> all, Prune last) {
        this.all = all;
        this.regrowths = all.stream().map(Regrowth::new).toList();
        this.last = last;
    }

    @Override
    public void begin(double share) {
        Phase next = share < FULL ? Phase.GROWING : share < SETTLED ? Phase.EXCHANGING : Phase.SETTLED;
        due = next == Phase.GROWING ? steps % CHOOSE_EVERY == 0 : phase == Phase.GROWING;
        steps = next == phase ? steps + 1 : 1;
        phase = next;
        done = share;
    }

    @Override
    public Tensors used(Tensors parameters) {
        Map<String, Tensor> used = new LinkedHashMap<>(parameters.asMap());
        for (Weights weights : all) {
            if (due) {
                weights.uncut();
            }
            weights.follow(parameters.get(weights.name()));
            used.put(weights.name(), weights.live());
        }
        if (due) {
            cut(share(done));
            due = false;
        }
        return Tensors.of(used);
    }

    @Override
    public void gradient(Tensors parameters, Tensors used, Tensors gradient) {
        for (int i = 0; i < all.size(); i++) {
            Weights weights = all.get(i);
            float[] slopes = gradient.get(weights.name()).values();
            if (phase == Phase.EXCHANGING) {
                regrowths.get(i).add(slopes);
                if (steps % EXCHANGE_EVERY == 0) {
                    regrowths.get(i).exchange(exchanged(done), parameters.get(weights.name()));
                }
            }
            weights.clear(slopes);
        }
    }

    /** What part of the shares is cut when so much of the training is done. */
    private static double share(double done) {
        double left = 1 - Math.min(1, done / FULL);
        return 1 - left * left * left;
    }

    /** What part of the weights left is exchanged when so much of the training is done: from {@value #EXCHANGED} to 0 as half a cosine. */
    private static double exchanged(double done) {
        return EXCHANGED / 2 * (1 + Math.cos(Math.PI * (done - FULL) / (SETTLED - FULL)));
    }

    private void cut(double part) {
        if (part > 0) {
            Map<String, Double> layers = new LinkedHashMap<>(last.layers());
            layers.replaceAll((name, sparsity) -> part * sparsity);
            Pruning.apply(new Prune(part * last.sparsity(), last.scope(), layers), all);
        }
    }
}
