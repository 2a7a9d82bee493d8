package org.meta4j.scores;

/**
 * A mean over independent tasks and its 95 % confidence interval, {@code mean ± halfWidth}, with
 * halfWidth = 1.96 · s / √n by the normal approximation; s is the sample standard deviation
 * (divisor n − 1).
 *
 * @param mean mean of the n values
 * @param halfWidth half the interval's width; NaN for a single value, which says nothing of the spread
 * @param count values, at least 1
 */
public record MeanInterval(double mean, double halfWidth, int count) {
    /** The standard normal distribution's 97.5 % quantile, to the two decimals that the field uses. */
    public static final double QUANTILE = 1.96;

    public MeanInterval {
        if (count < 1) {
            throw new IllegalArgumentException("a mean needs at least 1 value, but there were " + count);
        }
    }

    /**
     * Of the values in the given order: the same values in the same order give the same bits.
     *
     * @throws IllegalArgumentException if there is no value, or one is not finite
     */
    public static MeanInterval of(double[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("value " + i + " is " + values[i] + ", not a finite number");
            }
            sum += values[i];
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        int n = values.length;
        double halfWidth = n < 2 ? Double.NaN : QUANTILE * Math.sqrt(squares / (n - 1)) / Math.sqrt(n);
        return new MeanInterval(mean, halfWidth, n);
    }
}
