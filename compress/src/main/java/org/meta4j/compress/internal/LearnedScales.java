package org.meta4j.compress.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.training.Adam;

/**
 * Scales of levels at equal distances, learned with the weights: ŵ = s · clip(round(w / s)) changes with s by
 * round(w / s) − w / s where it is not clipped, and by the outermost level's number where it is (Esser et al., 2020,
 * arXiv:1902.08153, equation 3). Levels that are listed are left alone.
 */
final class LearnedScales {
    private final Map<String, Weights> weights = new LinkedHashMap<>();
    private final Tensors logarithms;
    private final Tensors gradient;
    private final Adam adam;
    private final double rate;

    LearnedScales(List<Weights> all, double rate) {
        Map<String, Tensor> first = new LinkedHashMap<>();
        for (Weights one : all) {
            if (one.levels() instanceof Levels.Uniform levels) {
                weights.put(one.name(), one);
                float[] scales = levels.scales();
                float[] logarithm = new float[scales.length];
                for (int i = 0; i < scales.length; i++) {
                    logarithm[i] = (float) Math.log(scales[i]);
                }
                first.put(one.name(), new Tensor(Shape.of(scales.length), logarithm));
            }
        }
        this.logarithms = Tensors.of(first);
        this.gradient = logarithms.map(tensor -> Tensor.zeros(tensor.shape()));
        this.adam = new Adam(logarithms);
        this.rate = rate;
    }

    /** @param slopes of the loss in the weights as they are used */
    void step(Tensors slopes) {
        weights.forEach((name, one) ->
                fill(one, slopes.get(name).values(), gradient.get(name).values()));
        adam.step(logarithms, gradient, rate);
        weights.forEach((name, one) -> {
            Levels.Uniform levels = uniform(one);
            float[] logarithm = logarithms.get(name).values();
            float[] scales = new float[logarithm.length];
            for (int i = 0; i < scales.length; i++) {
                scales[i] = Math.max(Float.MIN_NORMAL, (float) Math.exp(logarithm[i]));
            }
            one.round(new Levels.Uniform(levels.count(), scales, levels.zeros()));
        });
    }

    private static Levels.Uniform uniform(Weights weights) {
        return (Levels.Uniform) Objects.requireNonNull(weights.levels());
    }

    /** ∂L/∂(log s) = s Σ ∂L/∂ŵ · ∂ŵ/∂s. */
    private static void fill(Weights weights, float[] slopes, float[] sums) {
        Levels.Uniform levels = uniform(weights);
        Arrays.fill(sums, 0);
        int channels = weights.channels();
        float[] behind = weights.behind();
        for (int i = 0; i < behind.length; i++) {
            if (weights.isKept(i)) {
                int row = levels.scales().length == 1 ? 0 : i % channels;
                float scale = levels.scales()[row];
                int level = levels.nearest(behind[i], row);
                float number = level - levels.zeros()[row];
                float exact = behind[i] / scale;
                boolean clipped = Math.abs(exact - number) > 0.5f + 1e-3f;
                sums[row] += slopes[i] * scale * (clipped ? number : number - exact);
            }
        }
    }
}
