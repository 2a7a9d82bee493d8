package org.meta4j.compress.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.meta4j.compress.Stage;

/** {@link Stage.Prune}. Of weights of one size the first in the file are cut, so that the share is met exactly. */
final class Pruning {
    private Pruning() {}

    static void apply(Stage.Prune stage, List<Weights> all) {
        List<Weights> others = new ArrayList<>();
        for (Weights weights : all) {
            Double own = stage.layers().get(weights.name());
            if (own != null) {
                cut(own, List.of(weights));
            } else if (stage.scope() == Stage.Prune.Scope.LAYER) {
                cut(stage.sparsity(), List.of(weights));
            } else {
                others.add(weights);
            }
        }
        cut(stage.sparsity(), others);
    }

    private static void cut(double sparsity, List<Weights> all) {
        int total = all.stream().mapToInt(weights -> weights.values().length).sum();
        float[] sizes = new float[total];
        int at = 0;
        for (Weights weights : all) {
            for (float value : weights.values()) {
                sizes[at] = Math.abs(value);
                at++;
            }
        }
        int cut = (int) Math.min(total - 1, Math.round(sparsity * total));
        if (cut < 1) {
            return;
        }
        Arrays.sort(sizes);
        float threshold = sizes[cut - 1];
        int below = 0;
        while (sizes[below] < threshold) {
            below++;
        }
        int ofThatSize = cut - below;
        for (Weights weights : all) {
            float[] values = weights.values();
            BitSet kept = new BitSet(values.length);
            for (int i = 0; i < values.length; i++) {
                float size = Math.abs(values[i]);
                if (size == threshold && ofThatSize > 0) {
                    ofThatSize--;
                } else if (size >= threshold) {
                    kept.set(i);
                }
            }
            weights.keep(kept);
        }
    }
}
