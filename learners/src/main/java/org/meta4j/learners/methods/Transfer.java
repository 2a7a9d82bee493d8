package org.meta4j.learners.methods;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meta4j.learners.HeadSettings;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.NetworkPart;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.learners.objectives.AdaptingObjective;
import org.meta4j.learners.objectives.TransferObjective;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/** The transfer baseline: pre-train a classifier of all training classes, then fine-tune, see {@link TransferObjective}. */
public final class Transfer extends AdaptingMethod {
    private static final int SOLVING_STEPS = 20;
    private static final double INNER_RATE = 0.1;
    private static final EpisodeShape BATCH = new EpisodeShape(16, 1, 3);
    private static final long ITERATIONS = 10_000;
    private static final double LEARNING_RATE = 1e-3;
    private static final int VALIDATION_TASKS = 200;
    private static final int VALIDATE_EVERY = 1000;

    @Override
    public String name() {
        return "transfer";
    }

    @Override
    public Card card() {
        return new Card(
                "baseline",
                "features that tell all training classes apart",
                "fine-tuning: plain steps on the supports",
                "as a yardstick; many training classes of the same kind as the new ones",
                "Yosinski, Clune, Bengio, Lipson: How Transferable are Features in Deep Neural Networks?, 2014,"
                        + " arXiv:1411.1792");
    }

    @Override
    public Set<TaskType> tasks() {
        return Set.of(TaskType.CLASSIFICATION);
    }

    @Override
    int leastInnerSteps() {
        return 0;
    }

    @Override
    int mostInnerSteps() {
        return 0;
    }

    @Override
    boolean hasOrder() {
        return false;
    }

    @Override
    boolean isTuned() {
        return true;
    }

    @Override
    public boolean pretrains() {
        return true;
    }

    @Override
    public void check(NetworkSettings network, @Nullable InnerSettings inner) {
        super.check(network, inner);
        if (inner != null && inner.tuned() != NetworkPart.HEAD && inner.tuned() != NetworkPart.ALL) {
            throw new IllegalArgumentException("what is fine-tuned must be head or all, but was " + inner.tuned());
        }
    }

    /** Made for as many classes as a task has; training fits it to its data. */
    @Override
    public LearnerSettings defaults(ExampleShape examples, EpisodeShape episode) {
        NetworkSettings network = new NetworkSettings(
                NetworkSettings.CNN4_STRIDED, examples.sizes(), Cnn4.DEFAULT_FILTERS, NetworkSettings.MEAN);
        HeadSettings head = new HeadSettings(null, Math.max(2, episode.ways()));
        return new LearnerSettings(name(), network, inner(episode.ways()), null, null, head);
    }

    @Override
    AdaptingObjective objective(LearnerSettings settings, int steps) {
        InnerSettings inner = settings.requireInner();
        return new TransferObjective(
                settings.network().network(),
                inner.ways(),
                Objects.requireNonNull(Objects.requireNonNull(settings.head()).classes()),
                new InnerLoop(steps, rule(inner), Objects.requireNonNull(inner.tuned()), InnerLoop.Order.FIRST));
    }

    @Override
    public LearnerSettings fitted(LearnerSettings settings, TaskFamily data) {
        int classes = set(data).train().classes().size();
        return settings.withHead(Objects.requireNonNull(settings.head()).withClasses(classes));
    }

    @Override
    public TaskSource trainingTasks(TaskFamily data, EpisodeShape episode, long seed) {
        return EpisodeSampler.ofAllClasses(set(data).train(), episode, seed);
    }

    private MetaDataset set(TaskFamily data) {
        if (data instanceof MetaDataset set) {
            return set;
        }
        throw new IllegalArgumentException(
                "method 'transfer' needs classes to pre-train on, but " + data.name() + " has none");
    }

    @Override
    public boolean trainsOnWays() {
        return false;
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, 0, SOLVING_STEPS, INNER_RATE).withTuned(NetworkPart.HEAD);
    }

    /** An iteration is one batch of 64 examples: 4 of each of 16 classes. */
    @Override
    public TrainingSettings trainingDefaults(EpisodeShape episode) {
        return super.trainingDefaults(episode)
                .withEpisode(BATCH)
                .withTasksPerIteration(1)
                .withIterations(ITERATIONS)
                .withMetaLearningRate(LEARNING_RATE)
                .withValidation(VALIDATION_TASKS, VALIDATE_EVERY, 0);
    }
}
