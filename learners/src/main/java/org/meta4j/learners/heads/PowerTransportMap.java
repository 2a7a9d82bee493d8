package org.meta4j.learners.heads;

/**
 * PT-MAP: features are raised to the power of ½, brought to length 1 and centred, supports and queries each by their own mean;
 * then queries are assigned to classes by optimal transport and class centres moved to their mean, in turns (Hu, Gripon and
 * Pateux, Leveraging the Feature Distribution in Transfer-based Few-Shot Learning, 2021, arXiv:2006.03806, equation 1 and
 * algorithm 1). Assignments M minimise Σ M_qc ‖q − p_c‖² − H(M) / {@value #SHARPNESS} by Sinkhorn's iteration; centres are moved
 * by {@value #RATE} of the way, {@value #STEPS} times. The score of a class is the logarithm of the share of the query in it.
 *
 * <p>It is transductive, and more: it takes each class to have as many queries as every other, which is so in the usual
 * benchmark and in few uses. With fewer queries than classes nothing is taken of that kind. Departure: negative features, which
 * the paper's encoders have not, keep their sign under the root.
 */
public final class PowerTransportMap implements FeatureClassifier {
    private static final double SHARPNESS = 10;
    private static final double RATE = 0.2;
    private static final int STEPS = 20;
    private static final int SINKHORN_STEPS = 100;
    private static final double EPSILON = 1e-6;

    @Override
    public double[] scores(LabelledRows support, float[] query) {
        int width = support.width();
        float[] queries = centred(powers(query, width), width);
        LabelledRows prepared = support.withRows(centred(powers(support.rows(), width), width));
        double[] centres = prepared.means();
        double[] shares = assigned(queries, centres, width);
        for (int step = 0; step < STEPS; step++) {
            double[] means = means(prepared, queries, shares);
            for (int i = 0; i < centres.length; i++) {
                centres[i] += RATE * (means[i] - centres[i]);
            }
            shares = assigned(queries, centres, width);
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.log(shares[i] + Double.MIN_NORMAL);
        }
        return shares;
    }

    private static float[] powers(float[] rows, int width) {
        float[] powers = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            powers[i] = (float) (Math.signum(rows[i]) * Math.sqrt(Math.abs(rows[i]) + EPSILON));
        }
        return new Centre(null, 1).apply(powers, width);
    }

    /** Less their mean; a single row is left as it is. */
    private static float[] centred(float[] rows, int width) {
        int count = rows.length / width;
        if (count == 1) {
            return rows;
        }
        float[] mean = new float[width];
        for (int f = 0; f < width; f++) {
            double sum = 0;
            for (int i = f; i < rows.length; i += width) {
                sum += rows[i];
            }
            mean[f] = (float) (sum / count);
        }
        return new Centre(mean, 1).apply(rows, width);
    }

    /** Mean of each class over its supports and the queries' shares in it. */
    private static double[] means(LabelledRows support, float[] query, double[] shares) {
        int width = support.width();
        int ways = support.ways();
        int[] sizes = support.classSizes();
        double[] means = support.means();
        double[] weights = new double[ways];
        for (int c = 0; c < ways; c++) {
            weights[c] = sizes[c];
            for (int f = c * width; f < (c + 1) * width; f++) {
                means[f] *= sizes[c];
            }
        }
        for (int i = 0; i < shares.length; i++) {
            weights[i % ways] += shares[i];
            for (int f = 0; f < width; f++) {
                means[i % ways * width + f] += shares[i] * query[i / ways * width + f];
            }
        }
        for (int i = 0; i < means.length; i++) {
            means[i] /= weights[i / width];
        }
        return means;
    }

    /** Shares [queries, ways]: rows sum to 1 and, with as many queries as classes or more, columns to queries / ways. */
    private static double[] assigned(float[] query, double[] centres, int width) {
        double[] shares = NearestMean.scores(query, centres, width);
        int ways = centres.length / width;
        int queries = shares.length / ways;
        double[] row = new double[ways];
        for (int i = 0; i < shares.length; i++) {
            shares[i] *= SHARPNESS;
        }
        for (int q = 0; q < queries; q++) {
            System.arraycopy(shares, q * ways, row, 0, ways);
            Softmax.apply(row);
            System.arraycopy(row, 0, shares, q * ways, ways);
        }
        for (int step = 0; step < SINKHORN_STEPS && queries >= ways; step++) {
            for (int c = 0; c < ways; c++) {
                scale(shares, c, ways, queries, (double) queries / ways);
            }
            for (int q = 0; q < queries; q++) {
                scale(shares, q * ways, 1, ways, 1);
            }
        }
        return shares;
    }

    /** Multiplies {@code count} numbers so that their sum is another. */
    private static void scale(double[] numbers, int from, int step, int count, double wanted) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += numbers[from + i * step];
        }
        double by = wanted / Math.max(sum, Double.MIN_NORMAL);
        for (int i = 0; i < count; i++) {
            numbers[from + i * step] *= by;
        }
    }

    @Override
    public boolean transductive() {
        return true;
    }

    @Override
    public boolean directional() {
        return true;
    }
}
