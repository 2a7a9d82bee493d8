package org.meta4j.compress.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.compress.Stage;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.training.Constraint;

/** Holds weights to what a recipe has made of them while they are trained: cut ones at zero, others at their levels. */
final class HeldWeights implements Constraint {
    /** Levels are found again after so many gradients. */
    private static final int REFIT_EVERY = 100;

    private final List<Weights> all;
    private final @Nullable Stage levels;
    private final @Nullable LearnedScales learned;
    private int gradients;

    /** @param levels the stage that gave levels; null if none did */
    HeldWeights(List<Weights> all, @Nullable Stage levels, Stage.Train training) {
        this.all = all;
        this.levels = levels;
        this.learned = levels instanceof Stage.Quantize && training.scales() == Stage.Train.Scales.LEARNED
                ? new LearnedScales(all, training.rate())
                : null;
    }

    @Override
    public Tensors used(Tensors parameters) {
        Map<String, Tensor> used = new LinkedHashMap<>(parameters.asMap());
        for (Weights weights : all) {
            weights.follow(parameters.get(weights.name()));
            used.put(weights.name(), weights.live());
        }
        return Tensors.of(used);
    }

    @Override
    public void gradient(Tensors parameters, Tensors used, Tensors gradient) {
        if (learned != null) {
            learned.step(gradient);
        }
        for (Weights weights : all) {
            weights.clear(gradient.get(weights.name()).values());
        }
        gradients++;
        if (levels != null && learned == null && gradients % REFIT_EVERY == 0) {
            for (Weights weights : all) {
                weights.follow(parameters.get(weights.name()));
                Stages.giveLevels(levels, weights);
            }
        }
    }
}
