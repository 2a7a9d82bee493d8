package org.meta4j.learners.heads;

import java.util.Arrays;
import org.meta4j.engine.Tensors;

/**
 * Nearest class means whose answers are alike for queries that are near to each other: lowered is Σ_q Σ_c y_qc ‖q − p_c‖² +
 * λ/2 Σ_{q,r} w(q, r) ‖y_q − y_r‖², w(q, r) 1 if r is one of the {@value #NEIGHBOURS} queries nearest to q and 0 otherwise, by bound
 * optimisation: y_q ← softmax_c(−‖q − p_c‖² + λ Σ_r w(q, r) y_rc), {@value #STEPS} times (Ziko, Dolz, Granger and Ben Ayed,
 * Laplacian Regularized Few-Shot Learning, 2020, arXiv:2006.15486, equations 1, 8 and 9). Features are prepared as in
 * {@link CentredMeans}, distances being those of directions. The score of a class is what the last softmax is applied to.
 *
 * <p>Departures: λ is {@value #LAMBDA} for all tasks, where the paper chooses it on validation tasks; prototypes are class means
 * and are not moved towards the queries first (the paper's "rectification").
 */
public final class Laplacian implements FeatureClassifier {
    private static final int NEIGHBOURS = 3;
    private static final double LAMBDA = 1;
    private static final int STEPS = 20;

    private final Centre centre;

    /** @param statistics of training, with the mean feature where it was kept */
    public Laplacian(Tensors statistics) {
        centre = Centre.of(statistics, Math.sqrt(CentredMeans.SHARPNESS));
    }

    @Override
    public double[] scores(LabelledRows support, float[] query) {
        int width = support.width();
        int ways = support.ways();
        LabelledRows prepared = support.withRows(centre.apply(support.rows(), width));
        float[] rows = centre.apply(query, width);
        double[] unary = NearestMean.scores(rows, prepared.means(), width);
        int[][] neighbours = neighbours(rows, width);
        double[] scores = unary.clone();
        double[] row = new double[ways];
        for (int step = 0; step < STEPS; step++) {
            double[] shares = new double[scores.length];
            for (int q = 0; q < neighbours.length; q++) {
                System.arraycopy(scores, q * ways, row, 0, ways);
                Softmax.apply(row);
                System.arraycopy(row, 0, shares, q * ways, ways);
            }
            for (int i = 0; i < scores.length; i++) {
                double near = 0;
                for (int neighbour : neighbours[i / ways]) {
                    near += shares[neighbour * ways + i % ways];
                }
                scores[i] = unary[i] + LAMBDA * near;
            }
        }
        return scores;
    }

    /** For each row those nearest to it, of equally near ones the first, itself not among them. */
    private static int[][] neighbours(float[] rows, int width) {
        int count = rows.length / width;
        double[] all = new double[rows.length];
        Arrays.setAll(all, i -> rows[i]);
        double[] nearness = NearestMean.scores(rows, all, width);
        int[][] neighbours = new int[count][];
        for (int q = 0; q < count; q++) {
            int[] chosen = new int[Math.min(NEIGHBOURS, count - 1)];
            for (int i = 0; i < chosen.length; i++) {
                nearness[q * count + q] = Double.NEGATIVE_INFINITY;
                int best = q == 0 ? 1 : 0;
                for (int r = 0; r < count; r++) {
                    best = nearness[q * count + r] > nearness[q * count + best] ? r : best;
                }
                chosen[i] = best;
                nearness[q * count + best] = Double.NEGATIVE_INFINITY;
            }
            neighbours[q] = chosen;
        }
        return neighbours;
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
