package org.meta4j.learners.objectives;

import org.meta4j.engine.Value;
import org.meta4j.learners.SiameseSettings.Mining;

/**
 * The contrastive loss y·D² + (1 − y)·max(0, m − D)², y = 1 for a pair of one class and 0 for a pair of two, D the
 * Euclidean distance of their features and m the margin (Hadsell, Chopra and LeCun, Dimensionality Reduction by Learning
 * an Invariant Mapping, CVPR 2006, doi:10.1109/CVPR.2006.100, equation 4; its factor ½ is the share of each kind here).
 *
 * <p>The result is ½ · (mean over pairs of one class) + ½ · (mean over the mined pairs of two classes), so both kinds have
 * the same total weight however many pairs of each an episode has. If no pair of two classes is mined, the second mean
 * is 0.
 *
 * <p>Departures: the tutorial program for Keras that this network is known from hands the squared distance to a loss that
 * squares it once more, y·D⁴ + (1 − y)·max(0, m − D²)²; here D is the distance, as in the paper. The D of pairs of two
 * classes is √(D² + ε), see {@link EpisodePairs#EPSILON}.
 *
 * @param margin m, above 0
 * @param mining which pairs of two classes count
 */
public record ContrastiveLoss(double margin, Mining mining) implements PairLoss {
    @Override
    public Value of(EpisodePairs pairs) {
        Value gap = pairs.distances().negate().add(margin).relu();
        Value pull = EpisodePairs.weightedMean(pairs.squared(), pairs.same());
        Value push = EpisodePairs.weightedMean(gap.square(), mined(pairs, gap));
        return pull.add(push).scale(0.5);
    }

    /** Weights of the pairs of two classes; a pair that is the nearest for both of its examples counts twice. */
    private Value mined(EpisodePairs pairs, Value gap) {
        return switch (mining) {
            case ALL -> pairs.different();
            case VIOLATING -> pairs.different().where(gap);
            case SEMI_HARD, HARDEST ->
                ofEachRow(pairs).add(ofEachRow(pairs.transposed()).transpose());
        };
    }

    private Value ofEachRow(EpisodePairs pairs) {
        Value distances = pairs.distances();
        if (mining == Mining.HARDEST) {
            return EpisodePairs.nearest(distances, pairs.different());
        }
        Value own = EpisodePairs.farthest(distances, pairs.same());
        Value farthest = distances.multiply(own).sum(1, 2).divide(own.sum(1, 2));
        Value beyond = distances.subtract(farthest.repeat(1, distances.shape().size(1)));
        return EpisodePairs.nearest(distances, pairs.different().where(beyond));
    }
}
