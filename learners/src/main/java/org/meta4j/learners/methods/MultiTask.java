package org.meta4j.learners.methods;

import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;

/**
 * The multi-task baseline: one network is trained on the losses of all tasks, L(θ) = Σ Lᵢ(θ), without any inner loop, and
 * fine-tuned on a new task. What every meta-learner has to beat.
 */
public final class MultiTask extends AdaptingMethod {
    private static final int SOLVING_STEPS = 20;
    private static final double INNER_RATE = 0.1;
    private static final int TASKS_PER_ITERATION = 16;
    private static final double META_LEARNING_RATE = 1e-3;
    private static final long ITERATIONS = 20_000;
    private static final int VALIDATION_TASKS = 200;
    private static final int VALIDATE_EVERY = 1000;
    private static final int CHECKPOINT_EVERY = 500;

    @Override
    public String name() {
        return "multi-task";
    }

    @Override
    public Card card() {
        return new Card(
                "baseline",
                "one network for all tasks at once",
                "fine-tuning: plain steps on the supports",
                "as a yardstick; tasks that share their targets, not only their kind",
                "Caruana: Multitask Learning, 1997, doi:10.1023/A:1007379606734");
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
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, 0, SOLVING_STEPS, INNER_RATE);
    }

    /** Many tasks an iteration, at a low rate: without an inner loop their gradients contradict each other. */
    @Override
    public TrainingSettings trainingDefaults(EpisodeShape episode) {
        return super.trainingDefaults(episode)
                .withTasksPerIteration(TASKS_PER_ITERATION)
                .withMetaLearningRate(META_LEARNING_RATE)
                .withIterations(ITERATIONS)
                .withValidation(VALIDATION_TASKS, VALIDATE_EVERY, 0)
                .withCheckpointEvery(CHECKPOINT_EVERY);
    }

    @Override
    InnerSettings innerOfNumbers(int targetWidth) {
        return super.innerOfNumbers(targetWidth).withSteps(0, SOLVING_STEPS);
    }
}
