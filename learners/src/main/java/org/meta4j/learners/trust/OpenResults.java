package org.meta4j.learners.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.scores.Scores;
import org.meta4j.scores.TaskScore;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/**
 * What a learner predicted for the queries of many tasks, some of them of unknown classes.
 *
 * @param predictions of each task, in the order of their numbers
 * @param labels of the queries of each; {@link Targets.Classes#UNLABELLED} for those of unknown classes
 */
public record OpenResults(List<Predictions> predictions, List<int[]> labels) {
    public OpenResults {
        predictions = List.copyOf(predictions);
        labels = List.copyOf(labels);
        if (predictions.isEmpty() || predictions.size() != labels.size()) {
            throw new IllegalArgumentException(predictions.size() + " predictions were given for " + labels.size()
                    + " tasks: there must be one for each, and at least one");
        }
        for (int t = 0; t < labels.size(); t++) {
            if (predictions.get(t).count() != labels.get(t).length) {
                throw new IllegalArgumentException("task " + t + " has "
                        + predictions.get(t).count() + " predictions for " + labels.get(t).length + " labels");
            }
        }
    }

    /** Solves tasks 0 to {@code tasks} − 1, one a thread; the result does not depend on the number of threads. */
    public static OpenResults solve(
            Workers workers, BaseLearner learner, TaskSource source, int tasks, Evaluator.Progress progress) {
        if (tasks < 1) {
            throw new IllegalArgumentException("tasks must be at least 1, but was " + tasks);
        }
        Predictions[] predictions = new Predictions[tasks];
        int[][] labels = new int[tasks][];
        AtomicInteger done = new AtomicInteger();
        workers.run(tasks, (item, thread) -> {
            Task task = source.task(item);
            predictions[item] = compact(learner.learn(task.support()).predict(task.query()));
            labels[item] = task.query().classes().labels();
            progress.done(done.incrementAndGet());
        });
        return new OpenResults(Arrays.asList(predictions), Arrays.asList(labels));
    }

    /** Of all distances to supports only the least is needed here; with many supports they would fill the memory. */
    private static Predictions compact(Predictions all) {
        if (!Familiarity.NEAREST_SUPPORT.fits(all)) {
            return all;
        }
        float[] nearest = new float[all.count()];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = (float) -Familiarity.NEAREST_SUPPORT.of(all, i);
        }
        return new Predictions(all.probabilities(), all.ways(), nearest, all.scores());
    }

    /** Tasks solved. */
    public int tasks() {
        return labels.size();
    }

    /** Queries of known classes. */
    public int knownCount() {
        return (int) labels.stream()
                .flatMapToInt(Arrays::stream)
                .filter(label -> label != Targets.Classes.UNLABELLED)
                .count();
    }

    /** Queries of all tasks. */
    public int count() {
        return labels.stream().mapToInt(task -> task.length).sum();
    }

    /** Accuracy and macro-F1 of the known queries. */
    public Scores scores() {
        List<TaskScore> scores = new ArrayList<>(tasks());
        for (int t = 0; t < tasks(); t++) {
            scores.add(TaskScore.of(predictions.get(t), labels.get(t)));
        }
        return Scores.of(scores);
    }

    /** The same with probabilities at a temperature. */
    public OpenResults scaled(double temperature) {
        return new OpenResults(
                predictions.stream()
                        .map(task -> Temperature.scale(task, temperature))
                        .toList(),
                labels);
    }

    /** Familiarity of each query, task by task. */
    public double[] familiarity(Familiarity kind) {
        double[] all = new double[count()];
        int at = 0;
        for (Predictions task : predictions) {
            for (int i = 0; i < task.count(); i++) {
                all[at++] = kind.of(task, i);
            }
        }
        return all;
    }

    /** Whether each query is of a known class, task by task. */
    public boolean[] known() {
        boolean[] known = new boolean[count()];
        int at = 0;
        for (int[] task : labels) {
            for (int label : task) {
                known[at++] = label != Targets.Classes.UNLABELLED;
            }
        }
        return known;
    }

    /** Whether each query's most probable class is its own, task by task. */
    public boolean[] right() {
        boolean[] right = new boolean[count()];
        int at = 0;
        for (int t = 0; t < tasks(); t++) {
            for (int i = 0; i < labels.get(t).length; i++) {
                right[at++] = predictions.get(t).label(i) == labels.get(t)[i];
            }
        }
        return right;
    }
}
