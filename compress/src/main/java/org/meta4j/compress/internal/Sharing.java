package org.meta4j.compress.internal;

import java.util.Arrays;

/**
 * {@link org.meta4j.compress.stages.Share}: k-means of numbers, begun at equal distances between the smallest and the
 * largest, which the paper found best because large weights, few and important, keep centres of their own.
 */
final class Sharing {
    private static final int MOST_ROUNDS = 200;

    private Sharing() {}

    static void apply(int bits, Weights weights) {
        float[] left = weights.left(-1);
        weights.round(new Levels.Book(centres(left, 1 << bits)));
    }

    /** Ascending; fewer than {@code most} where there are fewer different weights. */
    static float[] centres(float[] weights, int most) {
        float[] sorted = weights.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return new float[] {0};
        }
        float[] different = distinct(sorted.clone());
        if (different.length <= most) {
            return different;
        }
        double[] sums = new double[sorted.length + 1];
        for (int i = 0; i < sorted.length; i++) {
            sums[i + 1] = sums[i] + sorted[i];
        }
        double[] centres = new double[most];
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        for (int i = 0; i < most; i++) {
            centres[i] = low + (high - low) * i / (most - 1.0);
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] next = means(sorted, sums, centres);
            if (Arrays.equals(next, centres)) {
                break;
            }
            centres = next;
        }
        float[] rounded = new float[centres.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) centres[i];
        }
        return distinct(rounded);
    }

    /** The mean of the weights nearest to each centre; a centre that has none is left out. */
    private static double[] means(float[] sorted, double[] sums, double[] centres) {
        double[] means = new double[centres.length];
        int count = 0;
        int from = 0;
        for (int i = 0; i < centres.length; i++) {
            double border = i + 1 < centres.length ? (centres[i] + centres[i + 1]) / 2 : Double.POSITIVE_INFINITY;
            int to = from;
            while (to < sorted.length && sorted[to] <= border) {
                to++;
            }
            if (to > from) {
                means[count] = (sums[to] - sums[from]) / (to - from);
                count++;
            }
            from = to;
        }
        return Arrays.copyOf(means, count);
    }

    private static float[] distinct(float[] ascending) {
        int count = 1;
        for (int i = 1; i < ascending.length; i++) {
            if (ascending[i] > ascending[count - 1]) {
                ascending[count] = ascending[i];
                count++;
            }
        }
        return Arrays.copyOf(ascending, count);
    }
}
