package org.meta4j.distill;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/**
 * A family of tasks each of which has a teacher of its own: what a student learns to learn from teachers on. Shots of an
 * episode are the examples that the student is shown without labels; the teacher has learned from other, labelled ones of
 * the same classes. Any adapting method whose supports may be probabilities is such a student: {@code maml}, {@code fomaml},
 * {@code anil}, {@code meta-sgd}. New tasks have new classes and new teachers.
 *
 * <p>A teacher is trained once for each of {@code pool} training tasks; they come again with their classes in another order,
 * so that nothing but the teacher says which class is which.
 */
public final class TaughtTasks implements TaskFamily {
    private final TaskFamily labelled;
    private final BaseLearner teachers;
    private final Teaching teaching;

    /**
     * How teachers teach.
     *
     * @param teacherShots labelled examples of each class that a teacher learns from, at least 1
     * @param temperature of its answers, above 0
     * @param pool different training tasks, at least 1
     */
    public record Teaching(int teacherShots, double temperature, int pool) {
        public Teaching {
            if (teacherShots < 1) {
                throw new IllegalArgumentException("teacher shots must be at least 1, but were " + teacherShots);
            }
            if (!(temperature > 0) || temperature == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("temperature must be above 0 and finite, but was " + temperature);
            }
            if (pool < 1) {
                throw new IllegalArgumentException("the pool must have at least 1 task, but had " + pool);
            }
        }
    }

    /**
     * @param labelled tasks of labelled examples, of which a teacher's part is taken
     * @param teachers what a task's teacher is made by, such as a forest
     */
    public TaughtTasks(TaskFamily labelled, BaseLearner teachers, Teaching teaching) {
        this.labelled = labelled;
        this.teachers = teachers;
        this.teaching = teaching;
    }

    @Override
    public String name() {
        return labelled.name() + "+teachers";
    }

    @Override
    public String fingerprint() {
        return labelled.fingerprint();
    }

    @Override
    public TaskSource trainingTasks(EpisodeShape shape, long seed) {
        return new Pool(taught(labelled.trainingTasks(whole(shape), seed)), seed);
    }

    @Override
    public Optional<TaskSource> validationTasks(EpisodeShape shape, long seed) {
        return labelled.validationTasks(whole(shape), seed).map(tasks -> new Plain(taught(tasks)));
    }

    @Override
    public TaskSource testTasks(EpisodeShape shape, long seed) {
        return new Plain(tests(shape, seed));
    }

    /** Tests with their teachers, to score these as well. */
    public Tests tests(EpisodeShape shape, long seed) {
        return taught(labelled.testTasks(whole(shape), seed));
    }

    private EpisodeShape whole(EpisodeShape shape) {
        return shape.withShots(Math.addExact(shape.shots(), teaching.teacherShots));
    }

    private Tests taught(TaskSource tasks) {
        return new Tests(tasks, teachers, teaching);
    }

    /** Numbered tasks with their teachers. Thread-safe. */
    public static final class Tests {
        private final TaskSource tasks;
        private final BaseLearner teachers;
        private final Teaching teaching;

        private Tests(TaskSource tasks, BaseLearner teachers, Teaching teaching) {
            this.tasks = tasks;
            this.teachers = teachers;
            this.teaching = teaching;
        }

        /** Task number {@code index}: its teacher is trained by this. */
        public TaughtTask task(long index) {
            return TaughtTask.of(tasks.task(index), teachers, teaching.teacherShots, teaching.temperature);
        }

        ExampleShape exampleShape() {
            return tasks.exampleShape();
        }
    }

    private record Plain(Tests tests) implements TaskSource {
        @Override
        public Task task(long index) {
            return tests.task(index).task();
        }

        @Override
        public ExampleShape exampleShape() {
            return tests.exampleShape();
        }
    }

    /** So many tasks, again and again, whose teachers are trained when they are first asked for. */
    private final class Pool implements TaskSource {
        private final Tests tasks;
        private final long seed;
        private final @Nullable TaughtTask[] known = new TaughtTask[teaching.pool];

        Pool(Tests tasks, long seed) {
            this.tasks = tasks;
            this.seed = seed;
        }

        @Override
        public Task task(long index) {
            TaughtTask taught = known((int) (index % teaching.pool));
            return taught.permuted(order(taught.task().query().classes().names().size(), index));
        }

        private TaughtTask known(int number) {
            synchronized (known) {
                TaughtTask before = known[number];
                if (before != null) {
                    return before;
                }
            }
            // Two threads at once train the same teacher twice, and either may stay.
            TaughtTask taught = tasks.task(number);
            synchronized (known) {
                known[number] = taught;
            }
            return taught;
        }

        private int[] order(int ways, long index) {
            SplittableRandom random = new SplittableRandom(Seeds.of(Seeds.of(seed, "order"), index));
            int[] order = new int[ways];
            Arrays.setAll(order, c -> c);
            for (int c = ways - 1; c > 0; c--) {
                int other = random.nextInt(c + 1);
                int kept = order[c];
                order[c] = order[other];
                order[other] = kept;
            }
            return order;
        }

        @Override
        public ExampleShape exampleShape() {
            return tasks.exampleShape();
        }
    }
}
