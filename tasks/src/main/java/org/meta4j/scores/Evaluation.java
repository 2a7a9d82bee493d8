package org.meta4j.scores;

import java.util.ArrayList;
import java.util.List;
import org.meta4j.tasks.Predictions;

/**
 * Gathers the scores of tasks as they are solved. Not thread-safe: where tasks are solved in parallel,
 * make each {@link TaskScore} there and add them here in the order of the tasks' numbers, so that the
 * result does not depend on the number of threads by even a bit.
 */
public final class Evaluation {
    private final List<TaskScore> tasks = new ArrayList<>();

    /** Scores one task's predictions of its query set and adds the result. */
    public TaskScore add(Predictions predictions, int[] labels) {
        return add(TaskScore.of(predictions, labels));
    }

    public TaskScore add(TaskScore score) {
        tasks.add(score);
        return score;
    }

    /** Tasks so far. */
    public int tasks() {
        return tasks.size();
    }

    /**
     * The scores so far.
     *
     * @throws IllegalArgumentException if no task was added
     */
    public Scores scores() {
        return Scores.of(tasks);
    }
}
