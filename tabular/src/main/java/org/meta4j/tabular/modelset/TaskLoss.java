package org.meta4j.tabular.modelset;

import org.meta4j.tabular.base.MeanPrediction;
import org.meta4j.tabular.internal.Answers;
import org.meta4j.tabular.internal.Support;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/**
 * The loss of a model on some examples of a task, from 0 to 1 whatever the task's units, as weighting by error needs it.
 *
 * <ul>
 *   <li>Numbers: e / (e + m), where e is the mean squared error and m that of predicting the support's mean: 0 is exact, ½ is
 *       as good as the mean. ½ where both are 0.
 *   <li>Classes: half of Brier's score, the mean of Σ (p_c − t_c)² / 2 with t the class as 0 and 1 (Brier, Verification of
 *       Forecasts Expressed in Terms of Probability, Monthly Weather Review 78(1), 1950): 0 is sure and right, 1 is sure and
 *       wrong.
 * </ul>
 */
final class TaskLoss {
    private final double[][] targets;
    private final boolean regression;
    private final double ofMean;

    private TaskLoss(double[][] targets, boolean regression, double ofMean) {
        this.targets = targets;
        this.regression = regression;
        this.ofMean = ofMean;
    }

    /** On the queries of a task. */
    static TaskLoss ofQuery(Task task) {
        return of(
                task.query(),
                regression(task.support())
                        ? Answers.of(new MeanPrediction().learn(task.support()), task.query(), true)
                        : new double[0][]);
    }

    /** On supports that were held out in folds. */
    static TaskLoss ofHeldOut(Examples support, int folds) {
        return of(
                support,
                regression(support) ? Answers.heldOut(new MeanPrediction(), support, folds) : new double[0][]);
    }

    private static TaskLoss of(Examples examples, double[][] means) {
        boolean regression = regression(examples);
        double[][] targets = Support.of(examples).targetRows();
        return new TaskLoss(targets, regression, regression ? squared(means, targets) : 0);
    }

    private static boolean regression(Examples examples) {
        return examples.targets() instanceof Targets.Values;
    }

    /** Examples judged. */
    int count() {
        return targets.length;
    }

    boolean isRegression() {
        return regression;
    }

    /** The loss of answers, a row for each example. */
    double of(double[][] answers) {
        double squared = squared(answers, targets);
        if (!regression) {
            return squared / 2;
        }
        return squared + ofMean == 0 ? 0.5 : squared / (squared + ofMean);
    }

    /** Its derivatives by the answers. */
    double[][] slope(double[][] answers) {
        double factor;
        if (regression) {
            double sum = squared(answers, targets) + ofMean;
            factor = sum == 0 ? 0 : ofMean / (sum * sum) * 2 / targets.length;
        } else {
            factor = 1.0 / targets.length;
        }
        double[][] slope = new double[targets.length][];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = new double[targets[i].length];
            for (int c = 0; c < slope[i].length; c++) {
                slope[i][c] = factor * (answers[i][c] - targets[i][c]);
            }
        }
        return slope;
    }

    /** Mean over the examples of Σ (answer − target)². */
    private static double squared(double[][] answers, double[][] targets) {
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            for (int c = 0; c < targets[i].length; c++) {
                double error = answers[i][c] - targets[i][c];
                sum += error * error;
            }
        }
        return sum / targets.length;
    }
}
