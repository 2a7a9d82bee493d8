package org.meta4j.learners.methods;

import java.util.Objects;
import org.meta4j.learners.HeadSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.heads.MemoryNetwork;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/** A memory-augmented neural network: it writes supports into an external memory, see {@link MemoryNetwork}. */
public final class Mann extends EpisodicMethod {
    private static final int TRAINING_QUERIES = 10;
    private static final int TASKS_PER_ITERATION = 4;

    @Override
    public String name() {
        return "mann";
    }

    @Override
    public Card card() {
        return new Card(
                MEMORY,
                "an embedding, and a recurrent network that writes supports into a memory and reads them for queries",
                "one pass forward over the supports, one after the other",
                "supports that come one by one; ways are those of the training, any shots",
                "Santoro, Bartunov, Botvinick, Wierstra, Lillicrap: Meta-Learning with Memory-Augmented Neural Networks,"
                        + " ICML 2016, arXiv:1605.06065");
    }

    @Override
    public boolean hasFixedWays() {
        return true;
    }

    @Override
    public LearnerSettings defaults(ExampleShape examples, EpisodeShape episode) {
        return new LearnerSettings(
                name(), network(examples), null, null, null, new HeadSettings(null, null, episode.ways(), null));
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
        return new MemoryNetwork(settings.network().network().features(), Objects.requireNonNull(head.ways()));
    }
}
