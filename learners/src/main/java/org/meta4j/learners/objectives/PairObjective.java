package org.meta4j.learners.objectives;

import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/**
 * A siamese network: two equal towers with shared weights, whose features are near for examples of one class and far for
 * examples of two (Bromley et al., Signature Verification using a "Siamese" Time Delay Neural Network, NIPS 1993). The
 * pairs are those of a support and a query, see {@link EpisodePairs}; their loss does not ask which part is the support.
 * A query's score for a class is its negative mean distance to the class's supports.
 *
 * @param network both towers
 * @param loss of the pairs' distances
 */
public record PairObjective(Network network, PairLoss loss) implements Objective {
    @Override
    public Outcome trace(Values parameters, Episode episode) {
        Normalisation normalisation = Normalisation.ofBatch();
        Value features = network.apply(parameters, episode.examples(), normalisation);
        EpisodePairs pairs = EpisodePairs.of(
                features.rows(0, episode.supports()),
                features.rows(episode.supports(), episode.queries()),
                episode.supportTargets(),
                episode.queryTargets());
        return new Outcome(
                loss.of(pairs), scores(pairs.distances(), episode.supportTargets()), normalisation.statistics());
    }

    private static Value scores(Value distances, Value supportTargets) {
        Value means = distances.transpose().matmul(supportTargets).divide(supportTargets.sum(0, 1));
        return means.negate();
    }
}
