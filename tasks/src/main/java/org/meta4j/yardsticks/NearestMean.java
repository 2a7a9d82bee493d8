package org.meta4j.yardsticks;

import java.util.Arrays;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;

/**
 * The class whose supports' mean is nearest, by the squared Euclidean distance of the numbers as they are: of the features of
 * a network, a prototype without meta-training. A class's score is minus the distance to its mean; the softmax of the scores
 * is its probability; a class without supports has none. Thread-safe.
 */
public final class NearestMean implements BaseLearner {
    @Override
    public Predictor learn(Examples support) {
        if (support.count() == 0) {
            throw new IllegalArgumentException("there is no support example to take a mean of: give at least one");
        }
        int ways = support.classes().names().size();
        int width = support.shape().length();
        int[] labels = support.classes().labels();
        double[] means = new double[ways * width];
        int[] counts = new int[ways];
        for (int s = 0; s < labels.length; s++) {
            if (labels[s] >= 0) {
                counts[labels[s]]++;
                for (int i = 0; i < width; i++) {
                    means[labels[s] * width + i] += support.inputs()[s * width + i];
                }
            }
        }
        for (int i = 0; i < means.length; i++) {
            means[i] /= counts[i / width];
        }
        return query -> {
            if (!query.shape().equals(support.shape())) {
                throw new IllegalArgumentException(
                        "the queries are " + query.shape() + ", but the supports are " + support.shape());
            }
            return predict(means, counts, query);
        };
    }

    private static Predictions predict(double[] means, int[] counts, Examples query) {
        int width = query.shape().length();
        int ways = counts.length;
        float[] scores = new float[query.count() * ways];
        float[] probabilities = new float[scores.length];
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        for (int q = 0; q < query.count(); q++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < ways; c++) {
                double distance = 0;
                for (int i = 0; i < width; i++) {
                    double difference = query.inputs()[q * width + i] - means[c * width + i];
                    distance += difference * difference;
                }
                if (counts[c] > 0) {
                    scores[q * ways + c] = (float) -distance;
                    best = Math.max(best, scores[q * ways + c]);
                }
            }
            double sum = 0;
            for (int c = 0; c < ways; c++) {
                sum += Math.exp(scores[q * ways + c] - best);
            }
            for (int c = 0; c < ways; c++) {
                probabilities[q * ways + c] = (float) (Math.exp(scores[q * ways + c] - best) / sum);
            }
        }
        return new Predictions(probabilities, ways, new float[0], scores);
    }
}
