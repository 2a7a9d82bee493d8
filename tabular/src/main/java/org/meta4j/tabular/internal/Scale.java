package org.meta4j.tabular.internal;

/**
 * Brings numbers to mean 0 and standard deviation 1 (divisor n) by some of them. Where these are all alike there is no unit:
 * everything becomes 0.
 *
 * @param mean of the numbers that are not missing; 0 if all are
 * @param deviation of these
 */
public record Scale(double mean, double deviation) {
    /** Deviations below this share of the mean are rounding. */
    private static final double LEAST = 1e-9;

    /** By the values in some rows; NaN ones are left out. */
    public static Scale of(double[] values, int[] rows) {
        double sum = 0;
        int count = 0;
        for (int row : rows) {
            if (!Double.isNaN(values[row])) {
                sum += values[row];
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        double squares = 0;
        for (int row : rows) {
            if (!Double.isNaN(values[row])) {
                squares += (values[row] - mean) * (values[row] - mean);
            }
        }
        double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
        return new Scale(mean, deviation <= LEAST * Math.abs(mean) ? 0 : deviation);
    }

    /** A value in these units; 0, the mean, where it is missing. */
    public double of(double value) {
        return Double.isNaN(value) || deviation == 0 ? 0 : (value - mean) / deviation;
    }
}
