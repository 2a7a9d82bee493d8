package org.meta4j.learners.heads;

import java.util.Optional;

/** Solves a task whose examples are rows of features already. Thread-safe. */
public interface FeatureClassifier {
    /**
     * Scores [queries, ways], row by row; a softmax makes probabilities of them.
     *
     * @param support at least one row of each class
     * @param query rows [queries, support.width()]
     */
    double[] scores(LabelledRows support, float[] query);

    /** Whether the scores of a query depend on the other queries: then they are to be given all at once. */
    default boolean transductive() {
        return false;
    }

    /**
     * Why it cannot learn from a support set, as one line that names the way out; empty if it can.
     *
     * @param classSizes supports of each class
     */
    default Optional<String> misfit(int[] classSizes) {
        return Optional.empty();
    }

    /** The same classifier written down on values; empty where there is none. */
    default Optional<Head> traced() {
        return Optional.empty();
    }

    /** Whether the lengths of rows mean nothing to it, but only their directions. */
    default boolean directional() {
        return false;
    }
}
