package org.meta4j.tabular.family;

import org.meta4j.scores.ErrorScores;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Estimates;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/**
 * How well one task of numbers was solved.
 *
 * @param rmse root of the mean squared error, in deviations of the support where the task is in these units
 * @param relative rmse divided by that of predicting the support's mean: 1 is no better than the mean, 0 is exact. Of a
 *     query on which the mean is exact it is 1
 * @param ofVariance mean squared error divided by the variance of the queries' own numbers (divisor n), at most
 *     {@value #MOST}: few queries may have hardly any variance, and one such task would decide a mean. It is 1 where they
 *     are all alike
 * @param rSquared 1 − relative², the share of the squared error that the mean leaves which is explained, out of sample
 *     (Campbell and Thompson, Predicting Excess Stock Returns Out of Sample, Review of Financial Studies 21(4), 2008);
 *     below 0 where the mean is better
 */
public record NumberScore(double rmse, double relative, double ofVariance, double rSquared) {
    /** The greatest error in units of the variance: {@value}. */
    public static final double MOST = 5;

    /** Solves a task and scores its estimates. */
    public static NumberScore of(BaseLearner learner, Task task) {
        if (!(task.query().targets() instanceof Targets.Values values)) {
            throw new IllegalArgumentException("the task has classes, not numbers to predict");
        }
        double error = ErrorScores.squaredError(learner.learn(task.support()).estimate(task.query()), values);
        double ofMean = ErrorScores.squaredError(supportMean(task), values);
        double relative = ofMean == 0 ? 1 : Math.sqrt(error / ofMean);
        double variance = variance(values);
        double ofVariance = variance == 0 ? 1 : Math.min(MOST, error / variance);
        return new NumberScore(Math.sqrt(error), relative, ofVariance, 1 - relative * relative);
    }

    /** Mean over the columns of each one's mean squared distance from its mean. */
    private static double variance(Targets.Values targets) {
        double[] mean = mean(targets);
        double sum = 0;
        for (int i = 0; i < targets.values().length; i++) {
            double distance = targets.values()[i] - mean[i % mean.length];
            sum += distance * distance;
        }
        return sum / targets.values().length;
    }

    private static double[] mean(Targets.Values targets) {
        double[] mean = new double[targets.width()];
        for (int i = 0; i < targets.values().length; i++) {
            mean[i % mean.length] += (double) targets.values()[i] / targets.count();
        }
        return mean;
    }

    private static Estimates supportMean(Task task) {
        double[] mean = mean((Targets.Values) task.support().targets());
        float[] values = new float[task.query().count() * mean.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) mean[i % mean.length];
        }
        return new Estimates(values, mean.length);
    }
}
