package org.meta4j.bench.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.meta4j.bench.workloads.MetaTraining;
import org.meta4j.bench.workloads.TextbookFlops;
import org.meta4j.bench.workloads.Workloads;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.learners.objectives.Loss;
import org.meta4j.learners.objectives.MamlObjective;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/**
 * A meta-iteration like that of workload O, of any size: second-order MAML through a strided CNN4, one support and
 * one query a class, images of noise.
 *
 * @param tasks of an iteration, at least 1
 * @param innerSteps at least 1
 * @param ways classes of a task, at least 2
 * @param side of an image, in pixels, at least 8
 * @param filters of each block, its channels, at least 1
 * @param threads at least 1
 */
public record ScalingCase(int tasks, int innerSteps, int ways, int side, int filters, int threads) {
    private static final double INNER_RATE = 0.4;
    private static final long SEED = 1;

    public ScalingCase {
        atLeast("tasks", 1, tasks);
        atLeast("inner steps", 1, innerSteps);
        atLeast("ways", 2, ways);
        atLeast("side", 8, side);
        atLeast("filters", 1, filters);
        atLeast("threads", 1, threads);
    }

    /** A quarter of O's tasks. */
    public static ScalingCase base(int threads) {
        return new ScalingCase(8, 1, 5, 28, Cnn4.DEFAULT_FILTERS, threads);
    }

    private static void atLeast(String name, int bound, int value) {
        if (value < bound) {
            throw new IllegalArgumentException(name + " must be at least " + bound + ", but was " + value);
        }
    }

    /** Its workload, to be started with {@link #threads} workers. */
    public Workloads.Start start() {
        ExampleShape image = ExampleShape.image(side, side, 1);
        WithHead network = new WithHead(new Cnn4(image, filters, Cnn4.Halving.STRIDE, Cnn4.Readout.MEAN), ways);
        MamlObjective objective = new MamlObjective(
                network, Loss.CROSS_ENTROPY, new InnerLoop(innerSteps, INNER_RATE, InnerLoop.Order.SECOND));
        List<Task> drawn = new ArrayList<>(tasks);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int task = 0; task < tasks; task++) {
            drawn.add(new Task(noise(random, image), noise(random, image)));
        }
        return workers -> new MetaTraining(objective, network.initialise(SEED), drawn, ways, flops(), null, workers);
    }

    /** Textbook operations of an iteration. */
    public double flops() {
        TextbookFlops network = TextbookFlops.strided(side, 1, filters).withHead(filters, ways);
        return tasks * ways * (innerSteps * network.innerStep() + network.gradient());
    }

    private Examples noise(SplittableRandom random, ExampleShape image) {
        float[] pixels = new float[ways * image.length()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble();
        }
        List<String> names = IntStream.range(0, ways).mapToObj(String::valueOf).toList();
        return new Examples(
                image, pixels, new Targets.Classes(IntStream.range(0, ways).toArray(), names));
    }
}
