package org.meta4j.learners.methods;

import java.util.Arrays;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.SiameseSettings;
import org.meta4j.learners.SiameseSettings.ClassDistance;
import org.meta4j.learners.SolvedTask;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;

/**
 * A task solved by comparing a query with each support: the nearest class is the most probable one. Probabilities are a
 * softmax over −{@value #SHARPNESS} · (distance to the class) / margin; the factor changes no order.
 *
 * @param support what queries are compared with
 * @param settings margin and distance to a class
 */
record ComparedSupports(EmbeddedSupports support, SiameseSettings settings) implements SolvedTask {
    /**
     * What makes probabilities honest on Omniglot's validation characters, 5-way, after a short training with the margin
     * of 1: expected calibration error 0.01 to 0.02 between 20 and 30, with one shot and with five, and 0.17 with 10.
     */
    static final double SHARPNESS = 25;

    @Override
    public Predictions predict(Examples query) {
        float[] distances = support.distances(query);
        double[] scores = scores(distances, support.labels(), support.ways(), settings);
        float[] probabilities = new float[scores.length];
        Rows.softmax(scores, support.ways(), probabilities);
        return new Predictions(probabilities, support.ways(), distances);
    }

    /** Scores [queries, ways] of distances [queries, supports]. */
    static double[] scores(float[] distances, int[] labels, int ways, SiameseSettings settings) {
        int[] sizes = new int[ways];
        for (int label : labels) {
            sizes[label]++;
        }
        int queries = distances.length / labels.length;
        double[] scores = new double[queries * ways];
        double[] sums = new double[ways];
        double[] nearest = new double[ways];
        for (int query = 0; query < queries; query++) {
            Arrays.fill(sums, 0);
            Arrays.fill(nearest, Double.POSITIVE_INFINITY);
            for (int i = 0; i < labels.length; i++) {
                double distance = distances[query * labels.length + i];
                sums[labels[i]] += distance;
                nearest[labels[i]] = Math.min(nearest[labels[i]], distance);
            }
            for (int c = 0; c < ways; c++) {
                double distance =
                        settings.classDistance() == ClassDistance.NEAREST ? nearest[c] : sums[c] / sizes[c];
                scores[query * ways + c] = -SHARPNESS * distance / settings.margin();
            }
        }
        return scores;
    }

    @Override
    public Tensors state() {
        return support.state();
    }

    @Override
    public int ways() {
        return support.ways();
    }

    @Override
    public int supports() {
        return support.labels().length;
    }
}
