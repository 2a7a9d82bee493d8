package org.meta4j.learners.objectives;

import org.meta4j.engine.Value;
import org.meta4j.learners.SiameseSettings.Mining;

/**
 * The triplet loss max(0, D(a, p) − D(a, n) + m): an anchor a is to be nearer to a positive p of its class than to a
 * negative n of another, by the margin m (Schroff, Kalenichenko and Philbin, FaceNet: A Unified Embedding for Face
 * Recognition and Clustering, 2015, arXiv:1503.03832, equation 3). The mean over the mined triplets, half of it with
 * supports as anchors and queries as the others, half the other way round.
 *
 * <ul>
 *   <li>{@code all} and {@code violating}: each triplet, or each that costs something.
 *   <li>{@code semi-hard}: for each pair of anchor and positive the nearest negative that is farther than the positive
 *       (section 3.2 there, equation 4). Where there is none the pair is left out.
 *   <li>{@code hardest}: for each anchor the farthest positive and the nearest negative (Hermans, Beyer and Leibe, In
 *       Defense of the Triplet Loss for Person Re-Identification, 2017, arXiv:1703.07737, equation 5).
 * </ul>
 *
 * <p>Departures from FaceNet: D is the Euclidean distance, not its square, and features are not scaled to length 1, both
 * as in Hermans et al.; so the margin is in the unit of distances. D is √(D² + ε), see {@link EpisodePairs#EPSILON}.
 *
 * @param margin m, above 0
 * @param mining which triplets count
 */
public record TripletLoss(double margin, Mining mining) implements PairLoss {
    @Override
    public Value of(EpisodePairs pairs) {
        return ofAnchorsInRows(pairs).add(ofAnchorsInRows(pairs.transposed())).scale(0.5);
    }

    private Value ofAnchorsInRows(EpisodePairs pairs) {
        return mining == Mining.HARDEST ? hardest(pairs) : overTriplets(pairs);
    }

    private Value hardest(EpisodePairs pairs) {
        Value distances = pairs.distances();
        Value positive = meanOfRow(distances, EpisodePairs.farthest(distances, pairs.same()));
        Value negative = meanOfRow(distances, EpisodePairs.nearest(distances, pairs.different()));
        return positive.subtract(negative).add(margin).relu().mean();
    }

    private static Value meanOfRow(Value distances, Value chosen) {
        return distances.multiply(chosen).sum(1, 2).divide(chosen.sum(1, 2));
    }

    /** Over all triplets [anchors, positives, negatives], positives and negatives being columns. */
    private Value overTriplets(EpisodePairs pairs) {
        int columns = pairs.distances().shape().size(1);
        Value positive = pairs.distances().repeat(2, columns);
        Value negative = pairs.distances().repeat(1, columns);
        Value triplets =
                pairs.same().repeat(2, columns).multiply(pairs.different().repeat(1, columns));
        Value cost = positive.subtract(negative).add(margin).relu();
        Value mined = switch (mining) {
            case ALL, HARDEST -> triplets;
            case VIOLATING -> triplets.where(cost);
            case SEMI_HARD -> EpisodePairs.nearest(negative, triplets.where(negative.subtract(positive)));
        };
        return EpisodePairs.weightedMean(cost, mined);
    }
}
