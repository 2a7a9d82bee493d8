package org.meta4j.tabular.modelset;

/**
 * How a set of models learns from task to task.
 *
 * @param tasks to train on, at least 1
 * @param folds of the competition on a new task's supports: each support is predicted by what was learned without its fold;
 *     at least 2. A task with fewer supports leaves out one at a time
 * @param memberRate of the steps of members with parameters, at least 0; 0 leaves them as they are
 * @param gateSteps of gradient descent for prior weights and sharpness after the last task, at least 0; 0 keeps Hedge's
 *     weights
 */
public record ModelSetSettings(int tasks, int folds, double memberRate, int gateSteps) {
    /** 1,000 tasks, 10 folds, rate 0.1, 200 steps. */
    public static final ModelSetSettings DEFAULT = new ModelSetSettings(1000, 10, 0.1, 200);

    public ModelSetSettings {
        atLeast("tasks", 1, tasks);
        atLeast("folds", 2, folds);
        atLeast("gateSteps", 0, gateSteps);
        if (!(memberRate >= 0 && memberRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("memberRate must be at least 0 and finite, but was " + memberRate);
        }
    }

    public ModelSetSettings withTasks(int count) {
        return new ModelSetSettings(count, folds, memberRate, gateSteps);
    }

    public ModelSetSettings withMemberRate(double rate) {
        return new ModelSetSettings(tasks, folds, rate, gateSteps);
    }

    public ModelSetSettings withGateSteps(int steps) {
        return new ModelSetSettings(tasks, folds, memberRate, steps);
    }

    private static void atLeast(String name, int bound, int value) {
        if (value < bound) {
            throw new IllegalArgumentException(name + " must be at least " + bound + ", but was " + value);
        }
    }
}
