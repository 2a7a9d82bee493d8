package org.meta4j.learners.methods;

import org.meta4j.learners.InnerRule;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.inner.InnerAdam;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.UpdateRule;
import org.meta4j.learners.objectives.AdaptingObjective;
import org.meta4j.learners.objectives.ReptileObjective;
import org.meta4j.learners.training.MetaUpdate;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;

/** Reptile: the initial weights move towards those that each task leads to, see {@link ReptileObjective}. */
public final class Reptile extends AdaptingMethod {
    private static final int INNER_STEPS = 5;
    private static final int SOLVING_STEPS = 20;
    private static final double INNER_RATE = 0.2;
    private static final int TRAINING_SHOTS = 10;
    private static final int BATCH_SHOTS = 2;
    private static final int TASKS_PER_ITERATION = 5;
    private static final long ITERATIONS = 100_000;
    private static final double META_RATE = 1;

    private static final int SOLVING_STEPS_OF_NUMBERS = 50;
    private static final double RATE_OF_NUMBERS = 0.02;
    private static final int SHOTS_OF_NUMBERS = 50;
    private static final int BATCH_OF_NUMBERS = 10;

    @Override
    public String name() {
        return "reptile";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "initial weights near to those that solve each task",
                "many plain steps on the supports; meta-training needs no second derivatives and no queries",
                "many examples a class in training, any inner rule, little memory",
                "Nichol, Achiam, Schulman: On First-Order Meta-Learning Algorithms, 2018, arXiv:1803.02999");
    }

    @Override
    protected UpdateRule rule(InnerSettings inner) {
        InnerRule rule = inner.rule();
        // Of files from before there was a choice: Adam that begins anew with each task.
        return rule == null ? new InnerAdam(inner.innerRate(), 0) : rule.of(inner.innerRate());
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, INNER_STEPS, SOLVING_STEPS, INNER_RATE)
                .withBatchShots(BATCH_SHOTS)
                .withRule(InnerRule.SGD);
    }

    @Override
    InnerSettings innerOfNumbers(int targetWidth) {
        return new InnerSettings(targetWidth, INNER_STEPS, SOLVING_STEPS_OF_NUMBERS, RATE_OF_NUMBERS)
                .withBatchShots(BATCH_OF_NUMBERS)
                .withRule(InnerRule.SGD);
    }

    @Override
    AdaptingObjective objective(LearnerSettings settings, int steps) {
        InnerSettings inner = settings.requireInner();
        return new ReptileObjective(
                network(settings),
                loss(settings),
                new InnerLoop(steps, rule(inner), part(inner), InnerLoop.Order.FIRST),
                settings.tasks() == TaskType.REGRESSION ? 1 : inner.ways(),
                inner.batchShots());
    }

    /** So many steps on a task that its programs are compiled in no time. */
    @Override
    public LearnerSettings checkable(LearnerSettings settings) {
        return settings.withInner(settings.requireInner().withSolvingSteps(INNER_STEPS));
    }

    @Override
    boolean hasOrder() {
        return false;
    }

    @Override
    boolean carriesOver() {
        return true;
    }

    @Override
    boolean hasBatches() {
        return true;
    }

    /** The authors' settings for 5-way 1-shot Omniglot but for the inner rule, with one query to watch training by. */
    @Override
    public TrainingSettings trainingDefaults(EpisodeShape episode) {
        int shots = Math.max(TRAINING_SHOTS, episode.shots());
        return super.trainingDefaults(episode)
                .withEpisode(episode.withShots(shots).withQueries(1))
                .withTasksPerIteration(TASKS_PER_ITERATION)
                .withIterations(ITERATIONS)
                .withMetaLearningRate(META_RATE)
                .withUpdate(MetaUpdate.REPTILE);
    }

    @Override
    public TrainingSettings regressionTraining(EpisodeShape episode) {
        return super.regressionTraining(episode)
                .withEpisode(EpisodeShape.ofNumbers(Math.max(SHOTS_OF_NUMBERS, episode.shots()), 1))
                .withTasksPerIteration(TASKS_PER_ITERATION)
                .withMetaLearningRate(META_RATE)
                .withUpdate(MetaUpdate.REPTILE);
    }
}
