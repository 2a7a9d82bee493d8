package org.meta4j.tasks;

/** A solved task: answers for new examples. */
public interface Predictor {
    /**
     * Predicts a set of examples; their targets are not looked at. The answer for one example does not
     * depend on its neighbours unless the learner says that it is transductive.
     */
    Predictions predict(Examples query);
}
