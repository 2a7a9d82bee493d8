package org.meta4j.learners.methods;

import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.heads.RidgeRegression;
import org.meta4j.tasks.EpisodeShape;

/** R2-D2, ridge regression differentiated through its closed form: see {@link RidgeRegression}. */
public final class R2d2 extends EpisodicMethod {
    private static final int TRAINING_WAYS = 20;
    private static final int TRAINING_QUERIES = 10;

    @Override
    public String name() {
        return "r2d2";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "an embedding in which ridge regression on the supports tells classes apart",
                "one pass forward over the supports, and a linear system as large as they are",
                "several shots, where a class is more than its mean",
                "Bertinetto, Henriques, Torr, Vedaldi: Meta-learning with Differentiable Closed-form Solvers, 2019,"
                        + " arXiv:1805.08136");
    }

    @Override
    protected EpisodeShape training(EpisodeShape episode) {
        return new EpisodeShape(Math.max(TRAINING_WAYS, episode.ways()), episode.shots(), TRAINING_QUERIES);
    }

    @Override
    protected Head head(LearnerSettings settings) {
        return new RidgeRegression();
    }
}
