package org.meta4j.tasks;

/**
 * Solves one task: support in, predictor out. A network, a decision tree, k nearest neighbours; and
 * also whatever a {@code MetaLearner} has learned.
 */
public interface BaseLearner {
    /**
     * Learns from a support set.
     *
     * @throws IllegalArgumentException if the support set does not fit this learner (shape, classes, targets)
     */
    Predictor learn(Examples support);
}
