package org.meta4j.learners.methods;

import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.heads.FullContext;
import org.meta4j.learners.heads.Head;
import org.meta4j.tasks.EpisodeShape;

/** Matching networks with full context embeddings, see {@link FullContext}. */
public final class FullMatching extends EpisodicMethod {
    // Fewer than without context: each support is two steps of a recurrent layer.
    private static final int TRAINING_WAYS = 20;
    private static final int TRAINING_QUERIES = 5;

    @Override
    public String name() {
        return "matching-fce";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "as matching, and how an embedding depends on the task's other examples",
                "as matching, and recurrent layers over the supports",
                "tasks whose classes are alike; elsewhere matching does as well for less",
                "Vinyals, Blundell, Lillicrap, Kavukcuoglu, Wierstra: Matching Networks for One Shot Learning, 2016,"
                        + " arXiv:1606.04080, section 2.1.2");
    }

    @Override
    protected EpisodeShape training(EpisodeShape episode) {
        return new EpisodeShape(Math.max(TRAINING_WAYS, episode.ways()), episode.shots(), TRAINING_QUERIES);
    }

    @Override
    protected Head head(LearnerSettings settings) {
        return new FullContext(settings.network().network().features());
    }
}
