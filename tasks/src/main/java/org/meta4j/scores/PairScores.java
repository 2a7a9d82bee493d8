package org.meta4j.scores;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well distances tell pairs of one class from pairs of two. A pair counts as of one class if its distance is at
 * most the threshold, which is to be chosen on other pairs than are scored.
 *
 * @param accuracy share of the pairs that are told right, 0 to 1; by chance one half where labels are balanced
 * @param auroc see {@link Auroc}; needs no threshold
 * @param threshold that pairs were told by
 * @param pairs scored
 */
public record PairScores(double accuracy, double auroc, double threshold, int pairs) {
    /**
     * Scores distances.
     *
     * @param same for each pair whether both examples are of one class
     * @throws IllegalArgumentException if the counts differ, a distance or the threshold is NaN, or all pairs are of
     *     one kind
     */
    public static PairScores of(double[] distances, boolean[] same, double threshold) {
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException("the threshold is NaN");
        }
        double auroc = Auroc.ofDistances(distances, same);
        int right = 0;
        for (int i = 0; i < same.length; i++) {
            right += (distances[i] <= threshold) == same[i] ? 1 : 0;
        }
        return new PairScores((double) right / same.length, auroc, threshold, same.length);
    }

    /**
     * The threshold with the best accuracy on given pairs: half-way between two neighbouring distances, the smallest
     * of equally good ones. Where it is best to call no pair the same it is just below the smallest distance, where
     * it is best to call all of them the same it is the largest.
     *
     * @throws IllegalArgumentException if there is no pair, the counts differ or a distance is not finite
     */
    public static double bestThreshold(double[] distances, boolean[] same) {
        if (distances.length != same.length || distances.length == 0) {
            throw new IllegalArgumentException("a threshold needs a label for each of 1 or more distances, but there"
                    + " are " + distances.length + " distances and " + same.length + " labels");
        }
        int right = 0;
        for (int i = 0; i < same.length; i++) {
            if (!Double.isFinite(distances[i])) {
                throw new IllegalArgumentException("distance " + i + " is " + distances[i] + ", not a finite number");
            }
            right += same[i] ? 0 : 1;
        }
        int[] order = IntStream.range(0, distances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distances[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int best = right;
        double threshold = Math.nextDown(distances[order[0]]);
        for (int i = 0; i < order.length; i++) {
            right += same[order[i]] ? 1 : -1;
            double here = distances[order[i]];
            boolean last = i + 1 == order.length;
            // Equal distances cannot be told apart: only behind the last of them is there a place for a threshold.
            boolean place = last || distances[order[i + 1]] > here;
            if (place && right > best) {
                best = right;
                threshold = last ? here : between(here, distances[order[i + 1]]);
            }
        }
        return threshold;
    }

    /** A number that is at least {@code low} and below {@code high}, though no double may lie between them. */
    private static double between(double low, double high) {
        double middle = low + (high - low) / 2;
        return middle < high ? middle : low;
    }
}
