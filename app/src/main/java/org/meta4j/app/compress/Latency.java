package org.meta4j.app.compress;

import java.util.Arrays;
import org.meta4j.compress.CompressedNetwork;
import org.meta4j.engine.Workers;
import org.meta4j.learners.supervised.SingleScorer;
import org.meta4j.learners.supervised.TrainedNetwork;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/**
 * How long a query takes, by itself, on one thread, once a task has been learned: the median of many, in milliseconds. Weights
 * are unpacked when a file is read, so that a compressed model computes with as many numbers as before; but for large dense layers
 * of ordinary networks, see {@link CompressedNetwork#single}.
 *
 * @param before of the original
 * @param after of the compressed model
 */
record Latency(double before, double after) {
    /** Fewer calls leave kernels of sizes that the program has not met before to the interpreter; and compiling takes time as well. */
    private static final int WARM_UP_CALLS = 300;

    private static final long WARM_UP_NANOS = 100_000_000;
    private static final int TIMED = 200;

    static Latency of(BaseLearner original, BaseLearner compressed, Task task) {
        return new Latency(millis(original, task), millis(compressed, task));
    }

    static Latency of(TrainedNetwork original, CompressedNetwork compressed, float[] example) {
        try (Workers one = new Workers(1)) {
            return new Latency(millis(original.single(one), example), millis(compressed.single(one), example));
        }
    }

    /** Of one learner. */
    static double millis(BaseLearner learner, Task task) {
        var solved = learner.learn(task.support());
        Targets.Classes classes = task.query().classes();
        Examples query = new Examples(
                task.query().shape(),
                Arrays.copyOf(task.query().inputs(), task.query().shape().length()),
                new Targets.Classes(new int[] {classes.labels()[0]}, classes.names()));
        return millis(() -> solved.predict(query));
    }

    /** Of one of a network's answers. */
    static double millis(SingleScorer network, float[] example) {
        return millis(() -> network.scores(example));
    }

    private static double millis(Runnable answer) {
        long warm = System.nanoTime() + WARM_UP_NANOS;
        for (int i = 0; i < WARM_UP_CALLS || System.nanoTime() < warm; i++) {
            answer.run();
        }
        double[] times = new double[TIMED];
        for (int i = 0; i < TIMED; i++) {
            long began = System.nanoTime();
            answer.run();
            times[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(times);
        return times[TIMED / 2];
    }
}
