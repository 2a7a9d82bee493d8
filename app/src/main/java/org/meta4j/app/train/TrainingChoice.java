package org.meta4j.app.train;

import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataSources;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.training.TrainingSettings;

/**
 * The settings that a training would have, by the rules of {@code train}, without data.
 *
 * @param learner settings of the learner
 * @param training settings of the training
 */
public record TrainingChoice(LearnerSettings learner, TrainingSettings training) {
    /**
     * What is wished; null for the method's default.
     *
     * @param network kind of network
     * @param ways classes of a training task
     * @param shots supports of each class
     * @param queries queries of each class
     * @param innerSteps steps on a training task
     * @param recompute whether inner steps are computed again on the way back
     * @param tasks of a meta-iteration
     */
    public record Wishes(
            @Nullable String network,
            @Nullable Integer ways,
            @Nullable Integer shots,
            @Nullable Integer queries,
            @Nullable Integer innerSteps,
            @Nullable Boolean recompute,
            @Nullable Integer tasks) {}

    /** @throws UsageException if method and wishes do not go together */
    public static TrainingChoice of(String method, Wishes wishes) {
        TrainOptions options = new TrainOptions();
        options.method = method;
        options.learner.network = wishes.network();
        options.learner.innerSteps = wishes.innerSteps();
        options.learner.recompute = wishes.recompute();
        options.training.tasksPerIteration = wishes.tasks();
        options.training.queries = wishes.queries();
        Method named = UsageException.check(() -> Methods.named(method));
        if (named.hasFixedShots()) {
            options.tasks.shots = wishes.shots();
        } else {
            options.training.shots = wishes.shots();
        }
        if (named.adapts() || named.hasFixedWays()) {
            // Such a learner is trained on tasks of as many ways as it solves.
            options.tasks.ways = wishes.ways();
        } else {
            options.training.ways = wishes.ways();
        }
        TrainingPlan plan = TrainingPlan.of(options, DataSources.DEFAULT_SHAPE);
        return new TrainingChoice(plan.learner(), plan.training());
    }
}
