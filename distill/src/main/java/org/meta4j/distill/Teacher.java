package org.meta4j.distill;

import org.meta4j.learners.FeatureSpace;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Task;

/**
 * A learner that a student learns from: of any method and any network.
 *
 * @param learner solves each task by itself, with its method's batch normalisation of scores
 * @param weight of its answers among all teachers', above 0
 */
public record Teacher(TrainedLearner learner, double weight) {
    public Teacher {
        if (!(weight > 0) || weight == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a teacher's weight must be above 0 and finite, but was " + weight);
        }
        learner =
                learner.withBatchNorm(Methods.named(learner.settings().method()).evaluationBatchNorm());
    }

    /** A teacher among equals. */
    public Teacher(TrainedLearner learner) {
        this(learner, 1);
    }

    /** What it answers to a task's queries once it has learned from the supports. */
    Predictions answers(Task task) {
        return learner.learn(task.support()).predict(task.query());
    }

    /** Whether it has features to hint at. */
    boolean hasFeatures() {
        return learner.featureSpace().isPresent();
    }

    /** @throws IllegalArgumentException if it has none */
    FeatureSpace features() {
        return learner.featureSpace()
                .orElseThrow(() -> new IllegalArgumentException("a teacher of method '"
                        + learner.settings().method()
                        + "' has no features of its own: give weights of 0 to hints, distances and angles"));
    }
}
