package org.meta4j.learners.methods;

import java.util.Objects;
import java.util.Set;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.PretrainingSettings;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/** The transfer baseline: pre-train a classifier of all training classes, then fine-tune, see {@link TransferObjective}. */
public final class Transfer extends AdaptingMethod {
    private static final int SOLVING_STEPS = 20;
    private static final double INNER_RATE = 0.1;
    private static final EpisodeShape BATCH = new EpisodeShape(16, 1, 3);
    private static final long ITERATIONS = 10_000;

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
    boolean isPretrained() {
        return true;
    }

    @Override
    AdaptingObjective objective(LearnerSettings settings, int steps) {
        InnerSettings inner = settings.requireInner();
        PretrainingSettings pretraining = pretraining(settings);
        return new TransferObjective(
                settings.network().network(),
                inner.ways(),
                pretraining.classes(),
                new InnerLoop(
                        steps,
                        rule(inner),
                        pretraining.wholeNetwork() ? NetworkPart.ALL : NetworkPart.HEAD,
                        InnerLoop.Order.FIRST));
    }

    private static PretrainingSettings pretraining(LearnerSettings settings) {
        return Objects.requireNonNull(settings.requireInner().pretraining());
    }

    @Override
    public LearnerSettings fitted(LearnerSettings settings, TaskFamily data) {
        if (!(data instanceof MetaDataset classes)) {
            throw new IllegalArgumentException(
                    "method 'transfer' needs classes to pre-train on, but " + data.name() + " has none");
        }
        int count = classes.train().classes().size();
        return settings.withInner(
                settings.requireInner().withPretraining(pretraining(settings).withClasses(count)));
    }

    @Override
    public int trainingWidth(LearnerSettings settings, EpisodeShape episode) {
        return pretraining(settings).classes();
    }

    @Override
    public TaskSource trainingTasks(TaskFamily data, EpisodeShape episode, long seed) {
        return data instanceof MetaDataset classes
                ? new ClassNumbers(classes.train(), episode, seed)
                : data.trainingTasks(episode, seed);
    }

    @Override
    public boolean trainsOnWays() {
        return false;
    }

    @Override
    InnerSettings inner(int ways) {
        return new InnerSettings(ways, 0, SOLVING_STEPS, INNER_RATE)
                .withPretraining(new PretrainingSettings(Math.max(2, ways), false));
    }

    /** An iteration is one batch of 64 examples: 4 of each of 16 classes. */
    @Override
    public TrainingSettings trainingDefaults(EpisodeShape episode) {
        return super.trainingDefaults(episode)
                .withEpisode(BATCH)
                .withTasksPerIteration(1)
                .withIterations(ITERATIONS);
    }
}
