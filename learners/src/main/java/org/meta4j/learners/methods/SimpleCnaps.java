package org.meta4j.learners.methods;

import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.heads.Mahalanobis;
import org.meta4j.tasks.EpisodeShape;

/** Simple CNAPS without the layers that adapt its encoder to a task (FiLM): class means and Mahalanobis distances. */
public final class SimpleCnaps extends EpisodicMethod {
    private static final int TRAINING_WAYS = 5;
    private static final int TRAINING_QUERIES = 10;

    @Override
    public String name() {
        return "mahalanobis";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "an embedding in which a class is a mean and a spread",
                "one pass forward over the supports, and a linear system of twice their number for each class",
                "several shots, classes of different spread; few ways",
                "Bateni, Goyal, Masrani, Wood, Sigal: Improved Few-Shot Visual Classification, 2020, arXiv:1912.03432");
    }

    @Override
    protected EpisodeShape training(EpisodeShape episode) {
        return new EpisodeShape(Math.max(TRAINING_WAYS, episode.ways()), episode.shots(), TRAINING_QUERIES);
    }

    @Override
    protected Head head(LearnerSettings settings) {
        return new Mahalanobis();
    }
}
