package org.meta4j.learners.trust;

import java.util.function.DoubleUnaryOperator;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;

/**
 * Temperature scaling: probabilities softmax(s / T) instead of softmax(s), with the one number T chosen so that the mean
 * negative log-likelihood of held-out examples is least (Guo, Pleiss, Sun and Weinberger, On Calibration of Modern
 * Neural Networks, 2017, arXiv:1706.04599, section 4.2). T above 1 makes a learner less sure, T below 1 surer; the order
 * of the classes stays. A learner without scores is scaled by the logarithms of its probabilities, which is the same.
 *
 * <p>Departure: T is sought between {@value #LEAST} and {@value #MOST}. Where every answer is right the best T is 0, and
 * a learner would claim certainty after a handful of examples.
 */
public final class Temperature {
    /** The surest: {@value}. */
    public static final double LEAST = 0.05;

    /** The least sure: {@value}. */
    public static final double MOST = 20;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** The logarithm of T is found to 1e-9. */
    private static final int STEPS = 48;

    private Temperature() {}

    /** The same predictions with probabilities at a temperature; scores and distances stay. */
    public static Predictions scale(Predictions predictions, double temperature) {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("a temperature must be above 0, but was " + temperature);
        }
        if (temperature == 1) {
            return predictions;
        }
        int ways = predictions.ways();
        float[] scaled = new float[predictions.probabilities().length];
        double[] row = new double[ways];
        for (int i = 0; i < predictions.count(); i++) {
            double norm = logarithms(predictions, i, temperature, row);
            for (int c = 0; c < ways; c++) {
                scaled[i * ways + c] = (float) Math.exp(row[c] - norm);
            }
        }
        return predictions.withProbabilities(scaled);
    }

    /**
     * The best temperature for the labelled examples of solved tasks.
     *
     * @throws IllegalArgumentException if no example is labelled
     */
    public static double fit(OpenResults results) {
        if (results.knownCount() == 0) {
            throw new IllegalArgumentException("no example has a label to fit a temperature by");
        }
        // In β = 1/T the likelihood is concave, so over log T the mean has one least place.
        return Math.exp(least(t -> negativeLogLikelihood(results, Math.exp(t)), Math.log(LEAST), Math.log(MOST)));
    }

    /** Mean over labelled examples of −log softmax(s / T) at the right class. */
    static double negativeLogLikelihood(OpenResults results, double temperature) {
        double sum = 0;
        for (int t = 0; t < results.tasks(); t++) {
            Predictions predictions = results.predictions().get(t);
            int[] labels = results.labels().get(t);
            double[] row = new double[predictions.ways()];
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] != Targets.Classes.UNLABELLED) {
                    sum += logarithms(predictions, i, temperature, row) - row[labels[i]];
                }
            }
        }
        return sum / results.knownCount();
    }

    /** Writes s / T of an example to a row; returns the logarithm of the sum of their exponentials. */
    private static double logarithms(Predictions predictions, int example, double temperature, double[] row) {
        boolean scored = predictions.scores().length > 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < row.length; c++) {
            // A probability that became 0 in floats was not: its logarithm stays finite.
            double score = scored
                    ? predictions.scores()[example * row.length + c]
                    : Math.log(Math.max(Float.MIN_VALUE, predictions.probability(example, c)));
            row[c] = score / temperature;
            largest = Math.max(largest, row[c]);
        }
        double sum = 0;
        for (double value : row) {
            sum += Math.exp(value - largest);
        }
        return largest + Math.log(sum);
    }

    /** Golden-section search. */
    private static double least(DoubleUnaryOperator function, double from, double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = function.applyAsDouble(left);
        double atRight = function.applyAsDouble(right);
        for (int step = 0; step < STEPS; step++) {
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = function.applyAsDouble(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = function.applyAsDouble(right);
            }
        }
        return (low + high) / 2;
    }
}
