package org.meta4j.learners.methods;

import java.util.Objects;
import org.meta4j.learners.HeadSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.heads.CausalNetwork;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/** The simple neural attentive meta-learner: attention and convolutions over a task as a sequence, see {@link CausalNetwork}. */
public final class Snail extends EpisodicMethod {
    private static final int TRAINING_QUERIES = 10;
    private static final int TASKS_PER_ITERATION = 4;

    @Override
    public String name() {
        return "snail";
    }

    @Override
    public Card card() {
        return new Card(
                MEMORY,
                "an embedding, and a network that reads supports, labels and query as a sequence",
                "one pass forward over the supports; a query takes a pass of the network over its sequence",
                "where even how to compare is to be learned; ways and shots are those of the training",
                "Mishra, Rohaninejad, Chen, Abbeel: A Simple Neural Attentive Meta-Learner, 2018, arXiv:1707.03141");
    }

    @Override
    public boolean hasFixedWays() {
        return true;
    }

    @Override
    public boolean hasFixedShots() {
        return true;
    }

    @Override
    public LearnerSettings defaults(ExampleShape examples, EpisodeShape episode) {
        return new LearnerSettings(
                name(),
                network(examples),
                null,
                null,
                null,
                new HeadSettings(null, null, episode.ways(), episode.shots()));
    }

    @Override
    protected EpisodeShape training(EpisodeShape episode) {
        return episode.withQueries(TRAINING_QUERIES);
    }

    @Override
    public TrainingSettings trainingDefaults(EpisodeShape episode) {
        return super.trainingDefaults(episode).withTasksPerIteration(TASKS_PER_ITERATION);
    }

    @Override
    protected Head head(LearnerSettings settings) {
        HeadSettings head = Objects.requireNonNull(settings.head());
        return new CausalNetwork(
                settings.network().network().features(),
                Objects.requireNonNull(head.ways()),
                Objects.requireNonNull(head.shots()));
    }
}
