package org.meta4j.scores;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Area under the receiver operating characteristic: the probability that a positive drawn at random scores higher than
 * a negative drawn at random, an equal score counting one half. 1 is a perfect order, 0.5 none, 0 the reverse of one.
 * It is the statistic U of Mann and Whitney (On a Test of Whether one of Two Random Variables is Stochastically
 * Larger than the Other, 1947, doi:10.1214/aoms/1177730491) divided by positives × negatives.
 */
public final class Auroc {
    private Auroc() {}

    /**
     * The area, exact up to rounding, in O(n log n).
     *
     * @param scores of the examples; infinite ones are allowed
     * @param positive which of them are positive
     * @throws IllegalArgumentException if the counts differ, a score is NaN, or all examples are of one kind
     */
    public static double of(double[] scores, boolean[] positive) {
        if (scores.length != positive.length) {
            throw new IllegalArgumentException(scores.length + " scores were given for " + positive.length + " labels");
        }
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("score " + i + " is NaN");
            }
        }
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        // Twice the number of negatives below each positive, ties counting 1: a whole number, so that no order rounds.
        long doubled = 0;
        long negatives = 0;
        long positives = 0;
        int from = 0;
        while (from < order.length) {
            int to = from;
            int tiedPositives = 0;
            // Not Double.equals, to which 0.0 and -0.0 are different.
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                tiedPositives += positive[order[to++]] ? 1 : 0;
            }
            int tiedNegatives = to - from - tiedPositives;
            doubled += tiedPositives * (2 * negatives + tiedNegatives);
            positives += tiedPositives;
            negatives += tiedNegatives;
            from = to;
        }
        if (positives == 0 || negatives == 0) {
            throw new IllegalArgumentException("the area needs positives and negatives, but there are " + positives
                    + " positives and " + negatives + " negatives");
        }
        return doubled / (2.0 * positives * negatives);
    }

    /** The same for distances, of which small ones speak for a positive. */
    public static double ofDistances(double[] distances, boolean[] positive) {
        return of(Arrays.stream(distances).map(distance -> -distance).toArray(), positive);
    }
}
