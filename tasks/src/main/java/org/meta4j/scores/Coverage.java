package org.meta4j.scores;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How many examples can be answered if so many of the answers must be right: examples are answered from the highest
 * score downwards, and the best place to stop is taken (risk-coverage trade-off: El-Yaniv and Wiener, On the
 * Foundations of Noise-free Selective Classification, JMLR 11, 2010). Unlike there, examples of unknown classes may be
 * among them: an answer to one is wrong, and they do not count as to be covered.
 */
public final class Coverage {
    /** The precision that is reported: {@value}. */
    public static final double PRECISION = 0.95;

    private Coverage() {}

    /**
     * The largest share of known examples that are answered at a threshold whose answers are right in a share of at
     * least {@code precision}; examples of equal score are answered together. 0 if there is no such threshold.
     *
     * @param scores of each example, in which higher is answered first
     * @param right whether its answer would be right
     * @param known whether it is of one of the task's classes; a right answer is
     * @param precision between 0 (excluded) and 1
     * @throws IllegalArgumentException if the counts differ, a score is NaN, no example is known, or an unknown one is right
     */
    public static double at(double precision, double[] scores, boolean[] right, boolean[] known) {
        if (scores.length != right.length || scores.length != known.length) {
            throw new IllegalArgumentException(scores.length + " scores, " + right.length + " answers and "
                    + known.length + " examples are given: there must be as many of each");
        }
        if (!(precision > 0 && precision <= 1)) {
            throw new IllegalArgumentException("precision must be above 0 and at most 1, but was " + precision);
        }
        int total = 0;
        for (int i = 0; i < known.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("score " + i + " is NaN");
            }
            if (right[i] && !known[i]) {
                throw new IllegalArgumentException("example " + i + " is of an unknown class, but its answer is right");
            }
            total += known[i] ? 1 : 0;
        }
        if (total == 0) {
            throw new IllegalArgumentException("none of the " + known.length + " examples is of a known class");
        }
        return (double) covered(precision, scores, right, known) / total;
    }

    private static int covered(double precision, double[] scores, boolean[] right, boolean[] known) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int best = 0;
        int hits = 0;
        int covered = 0;
        for (int i = 0; i < order.length; i++) {
            hits += right[order[i]] ? 1 : 0;
            covered += known[order[i]] ? 1 : 0;
            boolean last = i == order.length - 1 || scores[order[i]] != scores[order[i + 1]];
            if (last && hits >= precision * (i + 1)) {
                best = covered;
            }
        }
        return best;
    }
}
