package org.meta4j.compress.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.meta4j.compress.stages.Prune;

/** {@link Prune}. Of weights of one size the first in the file are cut, so that the share is met exactly. */
final class Pruning {
    private Pruning() {}

    static void apply(Prune stage, List<Weights> all) {
        List<Weights> others = new ArrayList<>();
        for (Weights weights : all) {
            Double own = stage.layers().get(weights.name());
            if (own != null) {
                cut(own, List.of(weights));
            } else if (stage.scope() == Prune.Scope.LAYER) {
                cut(stage.sparsity(), List.of(weights));
            } else {
                others.add(weights);
            }
        }
        cut(stage.sparsity(), others);
    }

    private static void cut(double sparsity, List<Weights> all) {
        cut(sparsity, all, all.stream().map(Pruning::sizes).toList());
    }

    private static float[] sizes(Weights weights) {
        float[] sizes = new float[weights.values().length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(weights.values()[i]);
        }
        return sizes;
    }

    /**
     * Cuts a share of all weights.
     *
     * @param scores of each tensor's weights: the smallest go
     */
    static void cut(double sparsity, List<Weights> all, List<float[]> scores) {
        int total = scores.stream().mapToInt(ofTensor -> ofTensor.length).sum();
        float[] sorted = new float[total];
        int at = 0;
        for (float[] ofTensor : scores) {
            System.arraycopy(ofTensor, 0, sorted, at, ofTensor.length);
            at += ofTensor.length;
        }
        int cut = (int) Math.min(total - 1, Math.round(sparsity * total));
        if (cut < 1) {
            return;
        }
        Arrays.sort(sorted);
        float threshold = sorted[cut - 1];
        int below = 0;
        while (sorted[below] < threshold) {
            below++;
        }
        int ofThatScore = cut - below;
        for (int t = 0; t < all.size(); t++) {
            float[] ofTensor = scores.get(t);
            BitSet kept = new BitSet(ofTensor.length);
            for (int i = 0; i < ofTensor.length; i++) {
                if (ofTensor[i] == threshold && ofThatScore > 0) {
                    ofThatScore--;
                } else if (ofTensor[i] >= threshold) {
                    kept.set(i);
                }
            }
            all.get(t).keep(kept);
        }
    }
}
