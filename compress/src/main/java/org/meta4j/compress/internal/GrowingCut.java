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
 * Cuts more and more weights while they are trained, see {@link Gradual}. The parameters behind cut weights stay what they
 * were, so that those come back where weights that are left become smaller.
 */
final class GrowingCut implements Constraint {
    /** The smallest weights are found again after so many steps. */
    private static final int CHOOSE_EVERY = 50;

    /** The share of the training after which all is cut that shall be. */
    private static final double FULL = 0.2;

    private final List<Weights> all;
    private final Prune last;
    private double done;
    private long steps;
    private boolean due;
    private boolean settled;

    /** @param last what is cut at the end */
    GrowingCut(List<Weights> all, Prune last) {
        this.all = all;
        this.last = last;
    }

    @Override
    public void begin(double share) {
        done = share;
        due = !settled && (share >= FULL || steps % CHOOSE_EVERY == 0);
        settled = share >= FULL;
        steps++;
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
        all.forEach(weights -> weights.clear(gradient.get(weights.name()).values()));
    }

    /** Sees to it that all is cut that shall be, after however short a training, and takes the numbers that it led to. */
    void end(Tensors parameters) {
        if (!settled) {
            begin(1);
        }
        used(parameters);
    }

    /** What part of the shares is cut when so much of the training is done. */
    private static double share(double done) {
        double left = 1 - Math.min(1, done / FULL);
        return 1 - left * left * left;
    }

    private void cut(double part) {
        if (part > 0) {
            Map<String, Double> layers = new LinkedHashMap<>(last.layers());
            layers.replaceAll((name, sparsity) -> part * sparsity);
            Pruning.apply(new Prune(part * last.sparsity(), last.scope(), layers), all);
        }
    }
}
