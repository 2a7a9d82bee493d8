package org.meta4j.learners.heads;

/**
 * Logistic regression on the directions of features: the least Σᵢ −log softmax(W x̂ᵢ + b)[yᵢ] + ½‖W‖², x̂ = x / ‖x‖ (Tian, Wang,
 * Krishnan, Tenenbaum and Isola, Rethinking Few-Shot Image Classification: A Good Embedding Is All You Need?, 2020,
 * arXiv:2003.11539, section 3; the penalty is that of the paper's program, scikit-learn's C = 1).
 *
 * <p>W is a sum of the supports' directions, W = Σᵢ aᵢ x̂ᵢ, so a's are looked for, by {@value #STEPS} steps of accelerated gradient
 * descent that begins anew where it overshoots (O'Donoghue and Candès, Adaptive Restart for Accelerated Gradient Schemes, 2015,
 * arXiv:1204.3982). A step is 1 / (1 + n), n supports: the curvature is nowhere greater than 1 + n.
 */
public final class LogisticRegression implements FeatureClassifier {
    static final int STEPS = 200;

    @Override
    public double[] scores(LabelledRows support, float[] query) {
        int width = support.width();
        Centre directions = new Centre(null, 1);
        float[] x = directions.apply(support.rows(), width);
        double[] products = products(x, x, width);
        int ways = support.ways();
        double[] dual = fit(products, support);
        double[] scores = new double[query.length / width * ways];
        predict(products(directions.apply(query, width), x, width), dual, ways, scores);
        return scores;
    }

    /** Scalar products [n, m] of rows. */
    private static double[] products(float[] x, float[] y, int width) {
        int m = y.length / width;
        double[] products = new double[x.length / width * m];
        for (int i = 0; i < products.length; i++) {
            double sum = 0;
            for (int f = 0; f < width; f++) {
                sum += (double) x[i / m * width + f] * y[i % m * width + f];
            }
            products[i] = sum;
        }
        return products;
    }

    /** Scores of rows whose products with the supports are given; b stands behind the a's. */
    private static void predict(double[] products, double[] dual, int ways, double[] scores) {
        int supports = dual.length / ways - 1;
        for (int i = 0; i < scores.length; i++) {
            int c = i % ways;
            double sum = dual[supports * ways + c];
            for (int s = 0; s < supports; s++) {
                sum += products[i / ways * supports + s] * dual[s * ways + c];
            }
            scores[i] = sum;
        }
    }

    /** a [supports, ways], then b [ways]. */
    static double[] fit(double[] products, LabelledRows support) {
        int n = support.count();
        int ways = support.ways();
        float[] targets = support.targets();
        double step = 1.0 / (1 + n);
        double[] at = new double[(n + 1) * ways];
        double[] ahead = at.clone();
        double[] scores = new double[n * ways];
        double momentum = 1;
        for (int i = 0; i < STEPS; i++) {
            predict(products, ahead, ways, scores);
            double[] slope = slope(scores, targets, ahead, ways);
            double[] next = new double[at.length];
            double along = 0;
            for (int j = 0; j < next.length; j++) {
                next[j] = ahead[j] - step * slope[j];
                along += slope[j] * (next[j] - at[j]);
            }
            double stronger = along > 0 ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            double share = along > 0 ? 0 : (momentum - 1) / stronger;
            for (int j = 0; j < next.length; j++) {
                ahead[j] = next[j] + share * (next[j] - at[j]);
            }
            momentum = stronger;
            at = next;
        }
        return at;
    }

    /** The slope to W in terms of a's, P − Y + a, and the slope to b, Σ (P − Y). */
    private static double[] slope(double[] scores, float[] targets, double[] dual, int ways) {
        double[] slope = new double[dual.length];
        double[] row = new double[ways];
        for (int from = 0; from < scores.length; from += ways) {
            System.arraycopy(scores, from, row, 0, ways);
            Softmax.apply(row);
            for (int c = 0; c < ways; c++) {
                double error = row[c] - targets[from + c];
                slope[from + c] = error + dual[from + c];
                slope[scores.length + c] += error;
            }
        }
        return slope;
    }

    @Override
    public boolean directional() {
        return true;
    }
}
