package org.meta4j.learners.objectives;

import static org.meta4j.learners.objectives.InnerMemory.GRADIENT;
import static org.meta4j.learners.objectives.InnerMemory.LOSS;
import static org.meta4j.learners.objectives.InnerMemory.SCORES;
import static org.meta4j.learners.objectives.InnerMemory.STATISTIC;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Program;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Slots;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/**
 * The meta-gradient of an objective over a batch of tasks: compiled once for an episode's size, run for
 * each batch. L(θ) = 1/n Σ Lᵢ(θ). Not for several callers at once.
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
    private final List<String> columns;

    // What a batch needs is made once, so that a steady iteration allocates nothing.
    private final List<Mean> means = new ArrayList<>();
    private final Runner.Feed feed = this::fill;
    private final Runner.Take take = this::take;
    private Batch batch = i -> {
        throw new IllegalStateException("no batch was given");
    };
    private double[] losses = new double[0];
    private double[] accuracies = new double[0];
    private int[] @Nullable [] labels = new int[0][];
    private double loss = Double.NaN;
    private double accuracy = Double.NaN;

    /** Where tasks come from: task {@code i} of the batch at hand; called on any thread. */
    @FunctionalInterface
    public interface Batch {
        Task task(int i);

        /** What the objective wants of a task's examples beside the targets: [supports + queries, …], by name. */
        default Map<String, float[]> columns(Task task) {
            throw new IllegalStateException("the objective wants columns, which nobody gives");
        }
    }

    /**
     * Mean loss and share of queries whose largest score is their class's; NaN for regression.
     *
     * @param loss mean over tasks
     * @param accuracy mean over tasks, between 0 and 1
     */
    public record Result(double loss, double accuracy) {}

    /** A result summed over tasks, and the array that its mean goes to. */
    private record Mean(String name, float[] target) {}

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
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        program.outputs().forEach((name, shape) -> {
            if (name.startsWith(STATISTIC)) {
                zeros.put(name.substring(STATISTIC.length()), Tensor.zeros(shape));
            }
        });
        this.statistics = Tensors.of(zeros);
        gradient.asMap().forEach((name, tensor) -> means.add(new Mean(GRADIENT + name, tensor.values())));
        statistics.asMap().forEach((name, tensor) -> means.add(new Mean(STATISTIC + name, tensor.values())));
        this.supports = supports;
        this.queries = queries;
        this.width = width;
        this.exampleLength = objective.network().exampleShape().length();
        this.columns = List.copyOf(objective.columns().keySet());
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

    /** Mean loss of the last batch; NaN before the first. */
    public double loss() {
        return loss;
    }

    /** Mean accuracy of the last batch, see {@link Result}; NaN before the first. */
    public double accuracy() {
        return accuracy;
    }

    /** Computes loss and meta-gradient of {@code tasks} tasks at {@code parameters}. */
    public Result compute(Tensors parameters, int tasks, Batch source) {
        run(parameters, tasks, source);
        return new Result(loss, accuracy);
    }

    /**
     * The same, with {@link #loss} and {@link #accuracy} to be asked for: once it is compiled it allocates nothing,
     * unless {@code tasks} is more than ever before.
     */
    public void run(Tensors parameters, int tasks, Batch source) {
        runner.setParameters(parameters);
        if (losses.length < tasks) {
            losses = new double[tasks];
            accuracies = new double[tasks];
            labels = new int[tasks][];
        }
        batch = source;
        Slots sums = runner.run(tasks, feed, take);
        for (int i = 0; i < means.size(); i++) {
            mean(sums, means.get(i), tasks);
        }
        loss = mean(losses, tasks);
        accuracy = mean(accuracies, tasks);
    }

    private void fill(int i, Slots inputs) {
        Task task = batch.task(i);
        fill(task, inputs);
        labels[i] = task.query().targets() instanceof Targets.Classes classes ? classes.labels() : null;
    }

    private void take(int i, Slots outputs) {
        losses[i] = outputs.number(LOSS);
        int[] right = labels[i];
        accuracies[i] = right == null ? Double.NaN : accuracy(right, outputs);
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
        TargetRows.write(task.support(), width, array, offset);
        TargetRows.write(task.query(), width, array, offset + supports * width);
        if (!columns.isEmpty()) {
            fillColumns(batch.columns(task), inputs);
        }
    }

    private void fillColumns(Map<String, float[]> given, Slots inputs) {
        for (String name : columns) {
            float[] rows = given.get(name);
            if (rows == null) {
                throw new IllegalArgumentException("column '" + name + "' is not among those given, " + given.keySet());
            }
            // A program may not depend on a column, such as one whose weight is nothing.
            if (inputs.contains(Episode.COLUMN + name)) {
                inputs.set(Episode.COLUMN + name, rows);
            }
        }
    }

    private double accuracy(int[] right, Slots outputs) {
        float[] array = outputs.array();
        int offset = outputs.offset(SCORES);
        int hits = 0;
        for (int i = 0; i < queries; i++) {
            int best = 0;
            for (int c = 1; c < width; c++) {
                if (array[offset + i * width + c] > array[offset + i * width + best]) {
                    best = c;
                }
            }
            hits += best == right[i] ? 1 : 0;
        }
        return (double) hits / queries;
    }

    private static void mean(Slots sums, Mean mean, int tasks) {
        float[] array = sums.array();
        float[] target = mean.target();
        int offset = sums.offset(mean.name());
        for (int i = 0; i < target.length; i++) {
            target[i] = array[offset + i] / tasks;
        }
    }

    private static double mean(double[] numbers, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += numbers[i];
        }
        return sum / count;
    }
}
