package org.meta4j.learners.heads;

import java.util.Optional;
import org.meta4j.engine.Value;

/**
 * Prototypes refined by the queries: p_c = (Σ supports of c + Σⱼ z_jc qⱼ) / (n_c + Σⱼ z_jc), where z_jc is the softmax over
 * classes of −‖qⱼ − p_c‖² for the prototypes before, in one step (Ren, Triantafillou, Ravi, Snell, Swersky, Tenenbaum,
 * Larochelle and Zemel, Meta-Learning for Semi-Supervised Few-Shot Classification, 2018, arXiv:1803.00676, equations 3 and 4).
 *
 * <p>Departure: the unlabelled examples are the queries themselves, which makes it transductive; in the paper they are others.
 */
public final class SoftKMeans implements FeatureClassifier {
    @Override
    public double[] scores(LabelledRows support, float[] query) {
        int width = support.width();
        return NearestMean.scores(query, refined(support, query), width);
    }

    private static double[] refined(LabelledRows support, float[] query) {
        int width = support.width();
        int ways = support.ways();
        double[] means = support.means();
        double[] scores = NearestMean.scores(query, means, width);
        int[] sizes = support.classSizes();
        double[] weights = new double[ways];
        double[] sums = new double[ways * width];
        for (int c = 0; c < ways; c++) {
            weights[c] = sizes[c];
            for (int f = c * width; f < (c + 1) * width; f++) {
                sums[f] = means[f] * sizes[c];
            }
        }
        double[] row = new double[ways];
        for (int q = 0; q < query.length / width; q++) {
            System.arraycopy(scores, q * ways, row, 0, ways);
            Softmax.apply(row);
            for (int c = 0; c < ways; c++) {
                weights[c] += row[c];
                for (int f = 0; f < width; f++) {
                    sums[c * width + f] += row[c] * query[q * width + f];
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= weights[i / width];
        }
        return sums;
    }

    @Override
    public Optional<Head> traced() {
        return Optional.of((parameters, task, normalisation) -> {
            Value shares = ValueRows.fromMeans(task, ValueRows.classMeans(task))
                    .logSoftmax()
                    .exp();
            Value sums = task.targets()
                    .transpose()
                    .matmul(task.support())
                    .add(shares.transpose().matmul(task.query()));
            Value weights = task.targets().sum(0, 1).add(shares.sum(0, 1));
            return ValueRows.fromMeans(task, sums.divide(weights.repeat(1, task.features())));
        });
    }

    @Override
    public boolean transductive() {
        return true;
    }
}
