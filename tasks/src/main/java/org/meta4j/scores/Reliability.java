package org.meta4j.scores;

import java.util.ArrayList;
import java.util.List;

/**
 * How far confidence is from accuracy. Answers are put into {@value #BINS} bins of equal width by their confidence,
 * bin b from b/15 (not included) to (b + 1)/15 (included; the first bin includes 0). The expected calibration error is
 * the mean over answers of |accuracy − mean confidence| of their bin: Σ n_b / n · |accuracy_b − confidence_b| (Guo,
 * Pleiss, Sun and Weinberger, On Calibration of Modern Neural Networks, 2017, arXiv:1706.04599, equation 3, with its 15
 * bins). 0 is perfect; it depends on the binning, and few answers make it too large.
 *
 * @param error expected calibration error, between 0 and 1
 * @param bins from the least to the greatest confidence, empty ones included: what a reliability diagram shows
 */
public record Reliability(double error, List<Bin> bins) {
    /** Bins: {@value}, as in the paper's experiments. */
    public static final int BINS = 15;

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * The answers of one range of confidence.
     *
     * @param from least confidence, not included
     * @param to greatest confidence, included
     * @param count answers
     * @param confidence their mean confidence; NaN if there are none
     * @param accuracy share of them that is right; NaN if there are none
     */
    public record Bin(double from, double to, int count, double confidence, double accuracy) {}

    /**
     * Of answers.
     *
     * @param confidences probability that was given to each answer, between 0 and 1
     * @param right whether it was right
     * @throws IllegalArgumentException if there is no answer, the counts differ or a confidence is outside 0 to 1
     */
    public static Reliability of(double[] confidences, boolean[] right) {
        if (confidences.length != right.length || right.length == 0) {
            throw new IllegalArgumentException(confidences.length + " confidences were given for " + right.length
                    + " answers: there must be one for each, and at least one");
        }
        int[] counts = new int[BINS];
        double[] sums = new double[BINS];
        int[] hits = new int[BINS];
        for (int i = 0; i < right.length; i++) {
            int bin = bin(confidences[i], i);
            counts[bin]++;
            sums[bin] += confidences[i];
            hits[bin] += right[i] ? 1 : 0;
        }
        double error = 0;
        List<Bin> bins = new ArrayList<>(BINS);
        for (int b = 0; b < BINS; b++) {
            error += Math.abs(hits[b] - sums[b]) / right.length;
            double n = counts[b] == 0 ? Double.NaN : counts[b];
            bins.add(new Bin((double) b / BINS, (b + 1.0) / BINS, counts[b], sums[b] / n, hits[b] / n));
        }
        return new Reliability(error, bins);
    }

    private static int bin(double confidence, int answer) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException(
                    "confidence " + answer + " must be between 0 and 1, but was " + confidence);
        }
        return Math.max(0, (int) Math.ceil(confidence * BINS) - 1);
    }
}
