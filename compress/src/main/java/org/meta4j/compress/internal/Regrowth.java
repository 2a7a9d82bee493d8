package org.meta4j.compress.internal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.meta4j.engine.Tensor;

/** Exchanges weights of one tensor that are left for cut ones whose gradients add up to more, see {@link GrowingCut}. */
final class Regrowth {
    private final Weights weights;
    private final float[] gradients;

    Regrowth(Weights weights) {
        this.weights = weights;
        this.gradients = new float[weights.values().length];
    }

    /** Adds a gradient of all weights to those before. */
    void add(float[] gradient) {
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] += gradient[i];
        }
    }

    /**
     * Cuts the smallest of the weights that are left, and has as many of those back that were cut, whose gradients since the last
     * exchange add up to the most: they begin at zero. Does nothing where none are cut.
     *
     * @param share of the weights that are left
     * @param parameters behind all weights; those of weights that come back are set to zero
     */
    void exchange(double share, Tensor parameters) {
        BitSet before = weights.kept();
        if (before == null) {
            return;
        }
        BitSet kept = (BitSet) before.clone();
        int[] left = kept.stream().toArray();
        int[] cut =
                IntStream.range(0, gradients.length).filter(i -> !kept.get(i)).toArray();
        int count = (int) Math.min(share * left.length, cut.length);
        for (int i : sorted(left, weights.behind()).limit(count).toArray()) {
            kept.clear(i);
        }
        for (int i : sorted(cut, gradients).skip(cut.length - count).toArray()) {
            kept.set(i);
            parameters.values()[i] = 0;
        }
        weights.keep(kept);
        Arrays.fill(gradients, 0);
    }

    /** Indices, those of small numbers first. */
    private static IntStream sorted(int[] indices, float[] numbers) {
        return Arrays.stream(indices)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Math.abs(numbers[i])))
                .mapToInt(i -> i);
    }
}
