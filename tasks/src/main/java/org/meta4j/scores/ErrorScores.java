package org.meta4j.scores;

import java.util.List;
import org.meta4j.tasks.Estimates;
import org.meta4j.tasks.Targets;

/**
 * Scores of tasks of numbers.
 *
 * @param squaredError mean over the tasks of each task's mean squared error; NaN if that of any task is not finite, as
 *     where a learner's steps diverge
 */
public record ErrorScores(MeanInterval squaredError) {
    /** Of the tasks' mean squared errors in the given order; at least one. */
    public static ErrorScores of(List<Double> errors) {
        double[] values = errors.stream().mapToDouble(Double::doubleValue).toArray();
        boolean finite = errors.stream().allMatch(Double::isFinite);
        return new ErrorScores(
                finite ? MeanInterval.of(values) : new MeanInterval(Double.NaN, Double.NaN, values.length));
    }

    /**
     * Mean of (estimate − target)² over all numbers of one task.
     *
     * @throws IllegalArgumentException if there are not as many of each, or none
     */
    public static double squaredError(Estimates estimates, Targets.Values targets) {
        float[] found = estimates.values();
        float[] right = targets.values();
        if (found.length != right.length || found.length == 0) {
            throw new IllegalArgumentException(
                    found.length + " estimates were given for " + right.length + " numbers: give one for each");
        }
        double sum = 0;
        for (int i = 0; i < found.length; i++) {
            double error = (double) found[i] - right[i];
            sum += error * error;
        }
        return sum / found.length;
    }

    /** Tasks scored. */
    public int tasks() {
        return squaredError.count();
    }
}
