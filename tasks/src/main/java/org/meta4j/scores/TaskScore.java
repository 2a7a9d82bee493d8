package org.meta4j.scores;

import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;

/**
 * How well one task was solved.
 *
 * @param accuracy share of the labelled query examples whose most probable class is the right one, 0 to 1
 * @param macroF1 mean over the task's classes of F1 = 2·TP / (2·TP + FP + FN), 0 to 1. A class that is
 *     neither present among the labels nor ever predicted has no F1 and is left out of the mean; one that is
 *     only present, or only predicted, has F1 = 0
 */
public record TaskScore(double accuracy, double macroF1) {
    /**
     * Scores predictions against the true labels. Examples labelled {@link Targets.Classes#UNLABELLED} are
     * left out; of equally probable classes the first counts as predicted.
     *
     * @throws IllegalArgumentException if the counts differ, a label is not one of the predicted classes,
     *     a probability is not finite, or no example is labelled
     */
    public static TaskScore of(Predictions predictions, int[] labels) {
        if (predictions.count() != labels.length) {
            throw new IllegalArgumentException(
                    predictions.count() + " predictions were given for " + labels.length + " labels");
        }
        int ways = predictions.ways();
        int[] hits = new int[ways];
        int[] present = new int[ways];
        int[] predicted = new int[ways];
        int labelled = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == Targets.Classes.UNLABELLED) {
                continue;
            }
            if (labels[i] < 0 || labels[i] >= ways) {
                throw new IllegalArgumentException("label " + labels[i] + " of example " + i + " is not one of the "
                        + ways + " predicted classes");
            }
            requireFinite(predictions, i);
            int label = predictions.label(i);
            labelled++;
            present[labels[i]]++;
            predicted[label]++;
            if (label == labels[i]) {
                hits[label]++;
            }
        }
        if (labelled == 0) {
            throw new IllegalArgumentException("none of the " + labels.length + " examples has a label to score by");
        }
        return new TaskScore(accuracy(hits, labelled), macroF1(hits, present, predicted));
    }

    private static double accuracy(int[] hits, int labelled) {
        int right = 0;
        for (int hit : hits) {
            right += hit;
        }
        return (double) right / labelled;
    }

    private static double macroF1(int[] hits, int[] present, int[] predicted) {
        double sum = 0;
        int classes = 0;
        for (int c = 0; c < hits.length; c++) {
            // present = TP + FN and predicted = TP + FP, so their sum is F1's denominator.
            int denominator = present[c] + predicted[c];
            if (denominator > 0) {
                sum += 2.0 * hits[c] / denominator;
                classes++;
            }
        }
        return sum / classes;
    }

    /** NaN loses every comparison, so that class 0 would be taken as predicted and may be right. */
    private static void requireFinite(Predictions predictions, int example) {
        for (int c = 0; c < predictions.ways(); c++) {
            float probability = predictions.probability(example, c);
            if (!Float.isFinite(probability)) {
                throw new IllegalArgumentException("the probability of class " + c + " for example " + example + " is "
                        + probability + ", not a finite number");
            }
        }
    }
}
