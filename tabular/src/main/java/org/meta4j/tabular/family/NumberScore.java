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
 * @param rSquared 1 − relative², the share of the squared error that the mean leaves which is explained, out of sample
 *     (Campbell and Thompson, Predicting Excess Stock Returns Out of Sample, Review of Financial Studies 21(4), 2008);
 *     below 0 where the mean is better
 */
public record NumberScore(double rmse, double relative, double rSquared) {
    /** Solves a task and scores its estimates. */
    public static NumberScore of(BaseLearner learner, Task task) {
        if (!(task.query().targets() instanceof Targets.Values values)) {
            throw new IllegalArgumentException("the task has classes, not numbers to predict");
        }
        double error = ErrorScores.squaredError(learner.learn(task.support()).estimate(task.query()), values);
        double ofMean = ErrorScores.squaredError(supportMean(task), values);
        double relative = ofMean == 0 ? 1 : Math.sqrt(error / ofMean);
        return new NumberScore(Math.sqrt(error), relative, 1 - relative * relative);
    }

    private static Estimates supportMean(Task task) {
        Targets.Values support = (Targets.Values) task.support().targets();
        double[] mean = new double[support.width()];
        for (int i = 0; i < support.values().length; i++) {
            mean[i % mean.length] += (double) support.values()[i] / support.count();
        }
        float[] values = new float[task.query().count() * mean.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) mean[i % mean.length];
        }
        return new Estimates(values, mean.length);
    }
}
