package org.meta4j.learners.methods;

import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.heads.SupportVectors;
import org.meta4j.tasks.EpisodeShape;

/** MetaOptNet with a support vector machine, see {@link SupportVectors}. */
public final class MetaOptNet extends EpisodicMethod {
    private static final int TRAINING_WAYS = 20;
    private static final int TRAINING_QUERIES = 10;

    @Override
    public String name() {
        return "metaoptnet";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "an embedding in which a support vector machine on the supports tells classes apart",
                "one pass forward over the supports, 20 small steps",
                "as r2d2; a margin instead of a regression",
                "Lee, Maji, Ravichandran, Soatto: Meta-Learning with Differentiable Convex Optimization, 2019,"
                        + " arXiv:1904.03758");
    }

    @Override
    protected EpisodeShape training(EpisodeShape episode) {
        return new EpisodeShape(Math.max(TRAINING_WAYS, episode.ways()), episode.shots(), TRAINING_QUERIES);
    }

    @Override
    protected Head head(LearnerSettings settings) {
        return new SupportVectors();
    }
}
