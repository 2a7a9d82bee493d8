package org.meta4j.tasks;

/** A solved task: answers for new examples. */
public interface Predictor {
    /**
     * Predicts a set of examples; their targets are not looked at. The answer for one example does not
     * depend on its neighbours unless the learner says that it is transductive.
     */
    Predictions predict(Examples query);

    /**
     * Predicts numbers, where the task's targets are numbers; targets of the query are not looked at.
     *
     * @throws IllegalStateException if the task has classes
     */
    default Estimates estimate(Examples query) {
        throw new IllegalStateException("this task has classes: ask for predictions, not for estimates");
    }
}
