package org.meta4j.learners.solving;

import java.util.function.Supplier;
import org.meta4j.tasks.Predictions;

/** Small arithmetic on rows of features, outside of programs. */
final class Rows {
    private Rows() {}

    /** Squared Euclidean distance between row i of x and row j of y. */
    static double squaredDistance(float[] x, int i, float[] y, int j, int width) {
        double sum = 0;
        for (int c = 0; c < width; c++) {
            double difference = x[i * width + c] - y[j * width + c];
            sum += difference * difference;
        }
        return sum;
    }

    /** Euclidean distances [n, m] between the rows of x [n, width] and of y [m, width]. */
    static float[] distances(float[] x, float[] y, int width) {
        int n = x.length / width;
        int m = y.length / width;
        float[] distances = new float[n * m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                distances[i * m + j] = (float) Math.sqrt(squaredDistance(x, i, y, j, width));
            }
        }
        return distances;
    }

    /** The rows of x [n, width], each at length 1; a row of zeros stays one. */
    static float[] unit(float[] x, int width) {
        float[] unit = new float[x.length];
        for (int row = 0; row < x.length; row += width) {
            double sum = 0;
            for (int c = row; c < row + width; c++) {
                sum += (double) x[c] * x[c];
            }
            double factor = sum == 0 ? 0 : 1 / Math.sqrt(sum);
            for (int c = row; c < row + width; c++) {
                unit[c] = (float) (x[c] * factor);
            }
        }
        return unit;
    }

    /**
     * Predictions by a softmax of scores [count, ways].
     *
     * @param scores used up
     */
    static Predictions predictions(double[] scores, int ways, float[] supportDistances) {
        return predictions(scores, ways, () -> supportDistances);
    }

    /** The same with distances that are computed when somebody asks for them. */
    static Predictions predictions(double[] scores, int ways, Supplier<float[]> supportDistances) {
        float[] kept = new float[scores.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = (float) scores[i];
        }
        float[] probabilities = new float[scores.length];
        softmax(scores, ways, probabilities);
        return new Predictions(probabilities, ways, supportDistances, kept);
    }

    /** Softmax of each row of scores [n, ways], written to probabilities; the scores are used up. */
    static void softmax(double[] scores, int ways, float[] probabilities) {
        for (int row = 0; row < scores.length; row += ways) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < ways; c++) {
                largest = Math.max(largest, scores[row + c]);
            }
            double sum = 0;
            for (int c = 0; c < ways; c++) {
                scores[row + c] = Math.exp(scores[row + c] - largest);
                sum += scores[row + c];
            }
            for (int c = 0; c < ways; c++) {
                probabilities[row + c] = (float) (scores[row + c] / sum);
            }
        }
    }
}
