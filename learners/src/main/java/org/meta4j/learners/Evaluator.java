package org.meta4j.learners;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.meta4j.engine.Workers;
import org.meta4j.scores.ErrorScores;
import org.meta4j.scores.Scores;
import org.meta4j.scores.TaskScore;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/** Scores a base-learner on held-out tasks, one task a thread. */
public final class Evaluator {
    private final Workers workers;

    /** Hears how many tasks are done; called on any thread. */
    @FunctionalInterface
    public interface Progress {
        void done(int tasks);
    }

    public Evaluator(Workers workers) {
        this.workers = workers;
    }

    /**
     * Solves tasks 0 to {@code tasks} − 1 and scores the predictions for their queries. The result does not
     * depend on the number of threads.
     *
     * @param learner thread-safe
     */
    public Scores evaluate(BaseLearner learner, TaskSource source, int tasks, Progress progress) {
        if (tasks < 1) {
            throw new IllegalArgumentException("tasks must be at least 1, but was " + tasks);
        }
        TaskScore[] scores = new TaskScore[tasks];
        AtomicInteger done = new AtomicInteger();
        workers.run(tasks, (item, thread) -> {
            Task task = source.task(item);
            scores[item] = TaskScore.of(
                    learner.learn(task.support()).predict(task.query()),
                    task.query().classes().labels());
            progress.done(done.incrementAndGet());
        });
        return Scores.of(Arrays.asList(scores));
    }

    /**
     * Solves tasks of numbers 0 to {@code tasks} − 1 and scores the estimates for their queries. The result does not
     * depend on the number of threads.
     *
     * @param learner thread-safe
     */
    public ErrorScores errors(BaseLearner learner, TaskSource source, int tasks, Progress progress) {
        if (tasks < 1) {
            throw new IllegalArgumentException("tasks must be at least 1, but was " + tasks);
        }
        Double[] errors = new Double[tasks];
        AtomicInteger done = new AtomicInteger();
        workers.run(tasks, (item, thread) -> {
            Task task = source.task(item);
            if (!(task.query().targets() instanceof Targets.Values values)) {
                throw new IllegalArgumentException("task " + item + " has classes, not numbers to predict");
            }
            errors[item] =
                    ErrorScores.squaredError(learner.learn(task.support()).estimate(task.query()), values);
            progress.done(done.incrementAndGet());
        });
        return ErrorScores.of(Arrays.asList(errors));
    }

    /** The same, silently. */
    public Scores evaluate(BaseLearner learner, TaskSource source, int tasks) {
        return evaluate(learner, source, tasks, done -> {});
    }
}
