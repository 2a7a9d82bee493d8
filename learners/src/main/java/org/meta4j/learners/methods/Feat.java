package org.meta4j.learners.methods;

import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.heads.SetAttention;
import org.meta4j.tasks.EpisodeShape;

/** FEAT: prototypes adapted to each other by attention, see {@link SetAttention}. */
public final class Feat extends EpisodicMethod {
    private static final int TRAINING_WAYS = 20;
    private static final int TRAINING_QUERIES = 10;

    @Override
    public String name() {
        return "feat";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "an embedding, and how a task's class means move apart",
                "one pass forward over the supports, and one layer of attention",
                "tasks of classes that are alike, where what tells them apart depends on the task",
                "Ye, Hu, Zhan, Sha: Few-Shot Learning via Embedding Adaptation with Set-to-Set Functions, 2020,"
                        + " arXiv:1812.03664");
    }

    @Override
    protected EpisodeShape training(EpisodeShape episode) {
        return new EpisodeShape(Math.max(TRAINING_WAYS, episode.ways()), episode.shots(), TRAINING_QUERIES);
    }

    @Override
    protected Head head(LearnerSettings settings) {
        return new SetAttention(settings.network().network().features());
    }
}
