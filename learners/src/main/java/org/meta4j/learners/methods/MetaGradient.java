package org.meta4j.learners.methods;

import static org.meta4j.learners.methods.InnerMemory.GRADIENT;
import static org.meta4j.learners.methods.InnerMemory.LOSS;
import static org.meta4j.learners.methods.InnerMemory.SCORES;
import static org.meta4j.learners.methods.InnerMemory.STATISTIC;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Program;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Slots;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/**
 * The meta-gradient of an objective over a batch of tasks: compiled once for an episode's size, run for
 * each batch. L(θ) = 1/n Σ Lᵢ(θ).
 */
public final class MetaGradient {
    private final Program program;
    private final Runner runner;
    private final Tensors gradient;
    private final Tensors statistics;
    private final int supports;
    private final int queries;
    private final int width;
    private final int exampleLength;

    /** Where tasks come from: task {@code i} of the batch at hand; called on any thread. */
    @FunctionalInterface
    public interface Batch {
        Task task(int i);
    }

    /**
     * Mean loss and share of queries whose largest score is their class's; NaN for regression.
     *
     * @param loss mean over tasks
     * @param accuracy mean over tasks, between 0 and 1
     */
    public record Result(double loss, double accuracy) {}

    /**
     * Compiles the gradient.
     *
     * @param objective what to differentiate
     * @param parameters shapes of the meta-parameters
     * @param supports support examples of each task
     * @param queries query examples of each task
     * @param width classes, or numbers in a regression's target
     * @param workers threads to run on
     */
    public MetaGradient(
            Objective objective, Tensors parameters, int supports, int queries, int width, Workers workers) {
        this(objective, parameters, supports, queries, width, InnerMemory.STORED, workers);
    }

    /**
     * Compiles the gradient.
     *
     * @param memory what the way back through inner steps finds of the way there; the results are the same but for
     *     rounding
     */
    public MetaGradient(
            Objective objective,
            Tensors parameters,
            int supports,
            int queries,
            int width,
            InnerMemory memory,
            Workers workers) {
        this.program = memory.compile(objective, parameters, supports, queries, width);
        this.runner = new Runner(program, workers);
        this.gradient = parameters.map(tensor -> Tensor.zeros(tensor.shape()));
        Map<String, Tensor> means = new LinkedHashMap<>();
        program.outputs().forEach((name, shape) -> {
            if (name.startsWith(STATISTIC)) {
                means.put(name.substring(STATISTIC.length()), Tensor.zeros(shape));
            }
        });
        this.statistics = Tensors.of(means);
        this.supports = supports;
        this.queries = queries;
        this.width = width;
        this.exampleLength = objective.network().exampleShape().length();
    }

    public Program program() {
        return program;
    }

    /** The meta-gradient of the last batch; overwritten by the next. */
    public Tensors gradient() {
        return gradient;
    }

    /** Mean over tasks of the normalisation layers' statistics in the last batch; overwritten by the next. */
    public Tensors statistics() {
        return statistics;
    }

    /** Computes loss and meta-gradient of {@code tasks} tasks at {@code parameters}. */
    public Result compute(Tensors parameters, int tasks, Batch batch) {
        runner.setParameters(parameters);
        double[] losses = new double[tasks];
        double[] accuracies = new double[tasks];
        int[] @Nullable [] labels = new int[tasks][];
        Slots sums = runner.run(
                tasks,
                (i, inputs) -> {
                    Task task = batch.task(i);
                    fill(task, inputs);
                    if (task.query().targets() instanceof Targets.Classes classes) {
                        labels[i] = classes.labels();
                    }
                },
                (i, outputs) -> {
                    losses[i] = outputs.number(LOSS);
                    int[] right = labels[i];
                    accuracies[i] = right == null ? Double.NaN : accuracy(right, outputs);
                });
        gradient.asMap().forEach((name, tensor) -> mean(sums, GRADIENT + name, tensor.values(), tasks));
        statistics.asMap().forEach((name, tensor) -> mean(sums, STATISTIC + name, tensor.values(), tasks));
        return new Result(mean(losses), mean(accuracies));
    }

    private void fill(Task task, Slots inputs) {
        if (task.support().count() != supports || task.query().count() != queries) {
            throw new IllegalArgumentException("a task has " + task.support().count() + " supports and "
                    + task.query().count() + " queries, but the program was compiled for " + supports + " and "
                    + queries);
        }
        float[] array = inputs.array();
        if (inputs.contains(Episode.EXAMPLES)) {
            int offset = inputs.offset(Episode.EXAMPLES);
            System.arraycopy(task.support().inputs(), 0, array, offset, supports * exampleLength);
            System.arraycopy(
                    task.query().inputs(), 0, array, offset + supports * exampleLength, queries * exampleLength);
        }
        int offset = inputs.offset(Episode.TARGETS);
        write(task.support(), array, offset);
        write(task.query(), array, offset + supports * width);
    }

    private void write(Examples examples, float[] array, int offset) {
        if (examples.targets() instanceof Targets.Values values) {
            System.arraycopy(values.values(), 0, array, offset, values.values().length);
            return;
        }
        int[] labels = examples.classes().labels();
        Arrays.fill(array, offset, offset + labels.length * width, 0);
        for (int i = 0; i < labels.length; i++) {
            array[offset + i * width + labels[i]] = 1;
        }
    }

    private double accuracy(int[] labels, Slots outputs) {
        float[] array = outputs.array();
        int offset = outputs.offset(SCORES);
        int right = 0;
        for (int i = 0; i < queries; i++) {
            int best = 0;
            for (int c = 1; c < width; c++) {
                if (array[offset + i * width + c] > array[offset + i * width + best]) {
                    best = c;
                }
            }
            right += best == labels[i] ? 1 : 0;
        }
        return (double) right / queries;
    }

    private static void mean(Slots sums, String name, float[] target, int tasks) {
        float[] array = sums.array();
        int offset = sums.offset(name);
        for (int i = 0; i < target.length; i++) {
            target[i] = array[offset + i] / tasks;
        }
    }

    private static double mean(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }
}
