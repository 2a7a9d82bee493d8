package org.meta4j.bench.workloads;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.bench.inputs.FirstValues;
import org.meta4j.engine.Program;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.objectives.MetaGradient;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.training.Adam;
import org.meta4j.tasks.Task;

/** Whole meta-iterations on fixed tasks: loss, meta-gradient, a step of Adam. A steady iteration allocates nothing. */
public final class MetaTraining implements Workload {
    private static final double META_LEARNING_RATE = 1e-3;

    private final Tensors parameters;
    private final List<Task> tasks;
    private final MetaGradient gradient;
    private final MetaGradient.Batch batch;
    private final Adam adam;
    private final double flops;
    private final @Nullable FirstValues expected;
    private final int threads;

    /**
     * Compiles it.
     *
     * @param objective the method's loss on a task
     * @param parameters to begin with; they are changed
     * @param tasks of every iteration, at least one, all of one size
     * @param width classes of a task, or numbers of a regression's target
     * @param flops of an iteration by {@link TextbookFlops}
     * @param expected what other implementations have; null where no others were asked
     */
    public MetaTraining(
            Objective objective,
            Tensors parameters,
            List<Task> tasks,
            int width,
            double flops,
            @Nullable FirstValues expected,
            Workers workers) {
        this.parameters = parameters;
        this.tasks = tasks;
        this.flops = flops;
        this.expected = expected;
        this.threads = workers.threads();
        this.adam = new Adam(parameters);
        this.batch = tasks::get;
        Task task = tasks.get(0);
        this.gradient = new MetaGradient(
                objective, parameters, task.support().count(), task.query().count(), width, workers);
    }

    @Override
    public void iterate() {
        gradient.run(parameters, tasks.size(), batch);
        adam.step(parameters, gradient.gradient(), META_LEARNING_RATE);
    }

    /** Loss and gradient norm at the parameters as they are. */
    public FirstValues evaluate() {
        gradient.run(parameters, tasks.size(), batch);
        return new FirstValues(gradient.loss(), norm(gradient.gradient()));
    }

    @Override
    public List<FirstValue> first() {
        FirstValues found = evaluate();
        return expected == null
                ? List.of()
                : List.of(
                        new FirstValue("loss", expected.loss(), found.loss(), FirstValues.LOSS_TOLERANCE),
                        new FirstValue(
                                "gradientNorm",
                                expected.gradientNorm(),
                                found.gradientNorm(),
                                FirstValues.GRADIENT_NORM_TOLERANCE));
    }

    /** The program of one task. */
    public Program program() {
        return gradient.program();
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public int tasks() {
        return tasks.size();
    }

    @Override
    public double flops() {
        return flops;
    }

    @Override
    public double executedFlops() {
        return (double) program().flops() * tasks.size();
    }

    @Override
    public long workspaceBytes() {
        // With fewer tasks than threads, one workspace is worked on by all.
        return program().workspaceBytes() * (tasks.size() < threads ? 1 : threads);
    }

    private static double norm(Tensors tensors) {
        double sum = 0;
        for (Tensor tensor : tensors.asMap().values()) {
            for (float number : tensor.values()) {
                sum += (double) number * number;
            }
        }
        return Math.sqrt(sum);
    }
}
