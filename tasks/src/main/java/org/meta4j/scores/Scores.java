package org.meta4j.scores;

import java.util.List;

/**
 * Scores over many held-out tasks.
 *
 * @param accuracy mean over the tasks of {@link TaskScore#accuracy()}
 * @param macroF1 mean over the tasks of {@link TaskScore#macroF1()}
 */
public record Scores(MeanInterval accuracy, MeanInterval macroF1) {
    public Scores {
        if (accuracy.count() != macroF1.count()) {
            throw new IllegalArgumentException(
                    "accuracy is over " + accuracy.count() + " tasks, macro-F1 over " + macroF1.count());
        }
    }

    /** Of the tasks in the given order; at least one. */
    public static Scores of(List<TaskScore> tasks) {
        return new Scores(
                MeanInterval.of(tasks.stream().mapToDouble(TaskScore::accuracy).toArray()),
                MeanInterval.of(tasks.stream().mapToDouble(TaskScore::macroF1).toArray()));
    }

    /** Tasks scored. */
    public int tasks() {
        return accuracy.count();
    }
}
