package org.meta4j.learners.methods;

import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.heads.CosineAttention;
import org.meta4j.learners.heads.Head;
import org.meta4j.tasks.EpisodeShape;

/** Matching networks, see {@link CosineAttention}, without full context embeddings, which {@link FullMatching} has. */
public final class Matching extends EpisodicMethod {
    private static final int TRAINING_WAYS = 60;
    private static final int TRAINING_QUERIES = 5;

    @Override
    public String name() {
        return "matching";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "an embedding in which a class is near to each of its supports, by angle",
                "one pass forward over the supports",
                "classes of several looks, which a mean would blur; one image alone; any number of ways and shots",
                "Vinyals, Blundell, Lillicrap, Kavukcuoglu, Wierstra: Matching Networks for One Shot Learning, 2016,"
                        + " arXiv:1606.04080");
    }

    @Override
    protected EpisodeShape training(EpisodeShape episode) {
        return new EpisodeShape(Math.max(TRAINING_WAYS, episode.ways()), episode.shots(), TRAINING_QUERIES);
    }

    @Override
    protected Head head(LearnerSettings settings) {
        return new CosineAttention();
    }
}
