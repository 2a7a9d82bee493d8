package org.meta4j.distill;

import org.meta4j.tasks.Predictions;

/** Probabilities at another temperature: softmax(s / T) of what a model answers. */
public final class SoftTargets {
    /** Least probability whose logarithm is taken: of the smallest normal float. */
    private static final double LEAST = Float.MIN_NORMAL;

    private SoftTargets() {}

    /**
     * Softens a model's answers. A model without scores, such as a forest, is softened by its probabilities' logarithms,
     * which is the same: softmax(log p / T) = softmax(s / T) where p = softmax(s).
     *
     * @param temperature T, above 0; 1 leaves them as they are
     * @return [count, ways], each row sums to 1
     */
    public static double[] of(Predictions answers, double temperature) {
        float[] probabilities = answers.probabilities();
        float[] scores = answers.scores();
        int ways = answers.ways();
        double[] softened = new double[probabilities.length];
        for (int from = 0; from < softened.length; from += ways) {
            double most = Double.NEGATIVE_INFINITY;
            for (int c = from; c < from + ways; c++) {
                double score = scores.length == 0 ? Math.log(Math.max(LEAST, probabilities[c])) : scores[c];
                softened[c] = score / temperature;
                most = Math.max(most, softened[c]);
            }
            double sum = 0;
            for (int c = from; c < from + ways; c++) {
                softened[c] = Math.exp(softened[c] - most);
                sum += softened[c];
            }
            for (int c = from; c < from + ways; c++) {
                softened[c] /= sum;
            }
        }
        return softened;
    }

    /** Adds a share of one model's softened answers to what {@code sum} has of others', from {@code offset} on. */
    static void add(double[] softened, double share, float[] sum, int offset) {
        for (int i = 0; i < softened.length; i++) {
            sum[offset + i] += (float) (share * softened[i]);
        }
    }
}
