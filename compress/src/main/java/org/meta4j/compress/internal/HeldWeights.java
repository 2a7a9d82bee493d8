package org.meta4j.compress.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.compress.stages.Quantize;
import org.meta4j.compress.stages.Stage;
import org.meta4j.compress.stages.Train;
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
    private final List<float[]> movement = new ArrayList<>();
    private int gradients;

    /** @param levels the stage that gave levels; null if none did */
    HeldWeights(List<Weights> all, @Nullable Stage levels, Train training) {
        this.all = all;
        this.levels = levels;
        this.learned = levels instanceof Quantize && training.scales() == Train.Scales.LEARNED
                ? new LearnedScales(all, training.rate())
                : null;
    }

    /** Adds up how far training moves weights away from zero, from here on. */
    HeldWeights addingMovement() {
        all.forEach(weights -> movement.add(new float[weights.values().length]));
        return this;
    }

    /** −Σ w · ∂L/∂w of each tensor's weights. */
    List<float[]> movement() {
        return movement;
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
        for (int t = 0; t < movement.size(); t++) {
            float[] sums = movement.get(t);
            float[] values = all.get(t).values();
            float[] slopes = gradient.get(all.get(t).name()).values();
            for (int i = 0; i < sums.length; i++) {
                sums[i] -= values[i] * slopes[i];
            }
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
