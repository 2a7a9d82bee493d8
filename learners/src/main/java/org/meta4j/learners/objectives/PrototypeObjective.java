package org.meta4j.learners.objectives;

import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/**
 * Prototypical networks: the prototype of a class is the mean embedding of its supports, a query's
 * score for it the negative squared Euclidean distance (Snell, Swersky and Zemel, Prototypical Networks
 * for Few-Shot Learning, 2017, arXiv:1703.05175, equations 1 and 2). While training, batch normalisation
 * sees supports and queries of an episode together.
 *
 * @param network embeds examples
 */
public record PrototypeObjective(Network network) implements Objective {
    @Override
    public Outcome trace(Values parameters, Episode episode) {
        Normalisation normalisation = Normalisation.ofBatch();
        Value embeddings = network.apply(parameters, episode.examples(), normalisation);
        Value support = embeddings.rows(0, episode.supports());
        Value query = embeddings.rows(episode.supports(), episode.queries());
        Value scores = scores(query, prototypes(support, episode.supportTargets()));
        return new Outcome(Loss.CROSS_ENTROPY.of(scores, episode.queryTargets()), scores, normalisation.statistics());
    }

    /** Mean embedding of each class [ways, features], from embeddings [n, features] and class targets [n, ways]. */
    static Value prototypes(Value support, Value targets) {
        Value counts = targets.sum(0, 1).repeat(1, support.shape().size(1));
        return targets.transpose().matmul(support).divide(counts);
    }

    /** −‖q − p‖² [queries, ways], less the query's own ‖q‖², which a softmax over prototypes does not see. */
    static Value scores(Value query, Value prototypes) {
        Value lengths = prototypes.square().sum(1, 2);
        return query.matmul(prototypes.transpose()).scale(2).subtract(lengths);
    }
}
