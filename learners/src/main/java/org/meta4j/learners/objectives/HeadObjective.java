package org.meta4j.learners.objectives;

import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/**
 * An encoder with a head, trained in episodes. While training, batch normalisation sees supports and queries of an episode
 * together.
 *
 * @param network embeds examples
 * @param head makes scores of embeddings
 */
public record HeadObjective(Network network, Head head) implements Objective {
    @Override
    public Tensors initialise(long seed) {
        // Another stream than the encoder's, so that the two do not share their numbers.
        return network.initialise(seed).and(head.initialise(~seed));
    }

    @Override
    public Tensors initialStatistics() {
        return network.initialStatistics().and(head.initialStatistics());
    }

    @Override
    public Outcome trace(Values parameters, Episode episode) {
        Normalisation normalisation = Normalisation.ofBatch();
        Value embeddings = network.apply(parameters, episode.examples(), normalisation);
        Head.Embedded task = new Head.Embedded(
                embeddings.rows(0, episode.supports()),
                episode.supportTargets(),
                embeddings.rows(episode.supports(), episode.queries()));
        Value scores = head.scores(parameters, task, normalisation);
        return new Outcome(head.loss(scores, episode.queryTargets()), scores, normalisation.statistics());
    }
}
