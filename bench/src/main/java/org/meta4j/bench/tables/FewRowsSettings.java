package org.meta4j.bench.tables;

import java.util.List;
import org.meta4j.compress.Recipe;
import org.meta4j.learners.Methods;

/**
 * How learners of few rows are trained, compressed and tested.
 *
 * @param method that is meta-trained across tables
 * @param features of an example, at least 1
 * @param shots rows of each of two classes that a task is learned from, each at least 1
 * @param minutes of meta-training for each number of shots, above 0
 * @param recipe that makes the learner smaller
 * @param tasks of each table, at least 1
 * @param seed of everything
 */
public record FewRowsSettings(
        String method, int features, List<Integer> shots, double minutes, Recipe recipe, int tasks, long seed) {
    public FewRowsSettings {
        Methods.named(method);
        shots = List.copyOf(shots);
        if (features < 1) {
            throw new IllegalArgumentException("features must be at least 1, but were " + features);
        }
        if (shots.isEmpty() || shots.stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("shots must each be at least 1, but were " + shots);
        }
        if (!(minutes > 0 && minutes < 1e6)) {
            throw new IllegalArgumentException("minutes must be above 0, but was " + minutes);
        }
        if (tasks < 1) {
            throw new IllegalArgumentException("tasks must be at least 1, but was " + tasks);
        }
    }
}
