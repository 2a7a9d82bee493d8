package org.meta4j.learners.heads;

/**
 * A linear classifier of angles, trained on the supports: scores s · cos(q, w), with a weight row w for each class that
 * lowers the cross entropy of the supports (Chen, Liu, Kira, Wang and Huang, A Closer Look at Few-shot Classification, 2019,
 * arXiv:1904.04232, Baseline++).
 *
 * <p>Departures: weights begin at the classes' mean directions and not at random, so that nothing is drawn; {@value #STEPS}
 * steps of gradient descent over all supports take the place of 100 over batches of 4; s is {@value #SCALE}.
 */
public final class CosineClassifier implements FeatureClassifier {
    private static final double SCALE = 10;
    private static final int STEPS = 100;
    private static final double RATE = 0.01;

    @Override
    public double[] scores(LabelledRows support, float[] query) {
        int width = support.width();
        Centre directions = new Centre(null, 1);
        float[] x = directions.apply(support.rows(), width);
        double[] weights = support.withRows(x).means();
        for (int step = 0; step < STEPS; step++) {
            descend(weights, x, support);
        }
        return cosines(directions.apply(query, width), weights, width);
    }

    /** SCALE · cos(x, w) of rows of length 1 and weights. */
    private static double[] cosines(float[] x, double[] weights, int width) {
        int ways = weights.length / width;
        double[] lengths = lengths(weights, width);
        double[] scores = new double[x.length / width * ways];
        for (int i = 0; i < scores.length; i++) {
            double sum = 0;
            for (int f = 0; f < width; f++) {
                sum += x[i / ways * width + f] * weights[i % ways * width + f];
            }
            scores[i] = SCALE * sum / lengths[i % ways];
        }
        return scores;
    }

    private static double[] lengths(double[] weights, int width) {
        double[] lengths = new double[weights.length / width];
        for (int c = 0; c < lengths.length; c++) {
            double squares = 0;
            for (int f = c * width; f < (c + 1) * width; f++) {
                squares += weights[f] * weights[f];
            }
            lengths[c] = Math.max(Math.sqrt(squares), 1e-12);
        }
        return lengths;
    }

    /** One step on the mean cross entropy. The slope of cos(x, w) to w is (x − cos(x, w) · ŵ) / ‖w‖. */
    private static void descend(double[] weights, float[] x, LabelledRows support) {
        int width = support.width();
        int ways = support.ways();
        double[] scores = cosines(x, weights, width);
        double[] lengths = lengths(weights, width);
        float[] targets = support.targets();
        double[] slope = new double[weights.length];
        double[] row = new double[ways];
        for (int i = 0; i < support.count(); i++) {
            System.arraycopy(scores, i * ways, row, 0, ways);
            Softmax.apply(row);
            for (int c = 0; c < ways; c++) {
                double by = (row[c] - targets[i * ways + c]) * SCALE / lengths[c] / support.count();
                double cosine = scores[i * ways + c] / SCALE;
                for (int f = 0; f < width; f++) {
                    slope[c * width + f] += by * (x[i * width + f] - cosine * weights[c * width + f] / lengths[c]);
                }
            }
        }
        for (int j = 0; j < weights.length; j++) {
            weights[j] -= RATE * slope[j];
        }
    }

    @Override
    public boolean directional() {
        return true;
    }
}
