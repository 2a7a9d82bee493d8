package org.meta4j.yardsticks;

import java.util.Arrays;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;

/**
 * The class of the nearest support, by the squared Euclidean distance of the numbers as they are: of images, their
 * pixels. A class's score is minus the distance to its nearest support; of equally near supports the first one's class
 * wins. All of the probability goes to the class chosen, since distances of raw numbers say nothing of how sure it is.
 * Thread-safe.
 */
public final class NearestNeighbour implements BaseLearner {
    /** Its name in options and results. */
    public static final String NAME = "nearest-neighbour";

    @Override
    public Predictor learn(Examples support) {
        if (support.count() == 0) {
            throw new IllegalArgumentException("there is no support example to be near to: give at least one");
        }
        int[] labels = support.classes().labels();
        int ways = support.classes().names().size();
        return query -> {
            if (!query.shape().equals(support.shape())) {
                throw new IllegalArgumentException(
                        "the queries are " + query.shape() + ", but the supports are " + support.shape());
            }
            return predict(support, labels, ways, query);
        };
    }

    private static Predictions predict(Examples support, int[] labels, int ways, Examples query) {
        int width = support.shape().length();
        float[] distances = new float[query.count() * labels.length];
        float[] scores = new float[query.count() * ways];
        float[] probabilities = new float[scores.length];
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        for (int q = 0; q < query.count(); q++) {
            int nearest = 0;
            for (int s = 0; s < labels.length; s++) {
                float distance = squaredDistance(query.inputs(), q * width, support.inputs(), s * width, width);
                distances[q * labels.length + s] = distance;
                scores[q * ways + labels[s]] = Math.max(scores[q * ways + labels[s]], -distance);
                nearest = distance < distances[q * labels.length + nearest] ? s : nearest;
            }
            probabilities[q * ways + labels[nearest]] = 1;
        }
        return new Predictions(probabilities, ways, distances, scores);
    }

    private static float squaredDistance(float[] x, int xo, float[] y, int yo, int n) {
        float sum = 0;
        for (int i = 0; i < n; i++) {
            float difference = x[xo + i] - y[yo + i];
            sum += difference * difference;
        }
        return sum;
    }
}
