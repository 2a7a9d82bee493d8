package org.meta4j.bench.distill;

import org.meta4j.distill.TaughtTasks;
import org.meta4j.tabular.base.Forest;
import org.meta4j.tasks.EpisodeShape;

/**
 * Students that learn from teachers of tasks that are new to them.
 *
 * @param tasks classes of a task, examples that a student is shown, and queries
 * @param teaching how many labelled examples a teacher has, its temperature, training tasks
 * @param forest what a teacher is
 * @param filters of the student's four blocks
 * @param innerSteps of the meta-learned student, in training and on new tasks
 * @param innerRate of these
 * @param iterations of meta-training
 * @param tasksPerIteration of meta-training
 * @param testTasks new tasks with new teachers
 * @param seed of all
 */
public record TaughtSettings(
        EpisodeShape tasks,
        TaughtTasks.Teaching teaching,
        Forest.Settings forest,
        int filters,
        int innerSteps,
        double innerRate,
        long iterations,
        int tasksPerIteration,
        int testTasks,
        long seed) {
    /**
     * Five characters; a forest of 30 trees has ten drawings of each, the student sees five others without labels. It takes
     * minutes on two cores.
     */
    public static final TaughtSettings DEFAULT = new TaughtSettings(
            new EpisodeShape(5, 5, 5),
            new TaughtTasks.Teaching(10, 1, 500),
            new Forest.Settings(30, 8, 0.05, 1),
            16,
            3,
            0.4,
            600,
            8,
            200,
            1);

    public TaughtSettings withSizes(long newIterations, int pool, int newTestTasks) {
        return new TaughtSettings(
                tasks,
                new TaughtTasks.Teaching(teaching.teacherShots(), teaching.temperature(), pool),
                forest,
                filters,
                innerSteps,
                innerRate,
                newIterations,
                tasksPerIteration,
                newTestTasks,
                seed);
    }
}
