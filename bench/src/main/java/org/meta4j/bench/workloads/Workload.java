package org.meta4j.bench.workloads;

import java.util.List;
import org.meta4j.bench.inputs.FirstValues;
import org.meta4j.bench.inputs.WorkloadInputs;
import org.meta4j.engine.Program;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.methods.InnerLoop;
import org.meta4j.learners.methods.Loss;
import org.meta4j.learners.methods.MamlObjective;
import org.meta4j.learners.methods.MetaGradient;
import org.meta4j.learners.methods.Objective;
import org.meta4j.learners.methods.PrototypeObjective;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.learners.nets.Mlp;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.learners.training.Adam;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Task;

/**
 * One of the fixed workloads: whole meta-iterations (loss, meta-gradient, Adam with rate 0.001) on fixed inputs.
 * S: sinusoid MAML, 25 tasks, MLP 1-40-40-1. O: Omniglot MAML, 32 tasks 5-way 1-shot, strided
 * CNN4-64. P: prototypical networks, one 60-way 5-shot 5-query episode, pooled CNN4-64.
 */
public final class Workload {
    private static final double META_LEARNING_RATE = 1e-3;
    private static final ExampleShape IMAGE = ExampleShape.image(28, 28, 1);

    private final String name;
    private final Tensors parameters;
    private final List<Task> tasks;
    private final MetaGradient gradient;
    private final Adam adam;
    private final FirstValues expected;

    private Workload(
            String name,
            Objective objective,
            Tensors parameters,
            List<Task> tasks,
            int width,
            FirstValues expected,
            Workers workers) {
        this.name = name;
        this.parameters = parameters;
        this.tasks = tasks;
        this.expected = expected;
        this.adam = new Adam(parameters);
        Task task = tasks.get(0);
        this.gradient = new MetaGradient(
                objective, parameters, task.support().count(), task.query().count(), width, workers);
    }

    /** Sinusoid regression by second-order MAML with inner rate 0.01; {@code innerSteps} 1 or 5. */
    public static Workload sinusoid(int innerSteps, Workers workers) {
        Mlp network = new Mlp(ExampleShape.features(1), List.of(40, 40, 1));
        InnerLoop inner = new InnerLoop(innerSteps, 0.01, InnerLoop.Order.SECOND);
        return new Workload(
                "S",
                new MamlObjective(network, Loss.SQUARED_ERROR, inner),
                WorkloadInputs.sinusoidParameters(),
                WorkloadInputs.sinusoidTasks(WorkloadInputs.SINUSOID_TASKS),
                1,
                FirstValues.sinusoid(innerSteps),
                workers);
    }

    /** Omniglot-sized classification by second-order MAML with inner rate 0.4; {@code innerSteps} 1 or 5, {@code queries} 5 or 75 a task. */
    public static Workload omniglot(int innerSteps, int queries, Workers workers) {
        return omniglot(innerSteps, queries, WorkloadInputs.OMNIGLOT_TASKS, workers);
    }

    /** The same with another number of tasks; the first values are those of all 32 tasks. */
    public static Workload omniglot(int innerSteps, int queries, int tasks, Workers workers) {
        int ways = WorkloadInputs.OMNIGLOT_WAYS;
        Cnn4 encoder = new Cnn4(IMAGE, Cnn4.DEFAULT_FILTERS, Cnn4.Halving.STRIDE, Cnn4.Readout.MEAN);
        InnerLoop inner = new InnerLoop(innerSteps, 0.4, InnerLoop.Order.SECOND);
        return new Workload(
                "O",
                new MamlObjective(new WithHead(encoder, ways), Loss.CROSS_ENTROPY, inner),
                WorkloadInputs.omniglotParameters(ways),
                WorkloadInputs.omniglotTasks(tasks, ways, queries),
                ways,
                FirstValues.omniglot(innerSteps, queries),
                workers);
    }

    /** A training episode of prototypical networks. */
    public static Workload prototypes(Workers workers) {
        Cnn4 encoder = new Cnn4(IMAGE, Cnn4.DEFAULT_FILTERS, Cnn4.Halving.POOL, Cnn4.Readout.FLATTEN);
        return new Workload(
                "P",
                new PrototypeObjective(encoder),
                WorkloadInputs.prototypeParameters(),
                List.of(WorkloadInputs.prototypeEpisode()),
                WorkloadInputs.PROTOTYPE_WAYS,
                FirstValues.prototypes(),
                workers);
    }

    public String name() {
        return name;
    }

    /** Loss and gradient norm that the peers have in the first iteration. */
    public FirstValues expected() {
        return expected;
    }

    public Program program() {
        return gradient.program();
    }

    /** Loss and gradient norm at the parameters as they are. */
    public FirstValues evaluate() {
        MetaGradient.Result result = gradient.compute(parameters, tasks.size(), tasks::get);
        return new FirstValues(result.loss(), norm(gradient.gradient()));
    }

    /** One meta-iteration; returns the loss before it. */
    public double iterate() {
        MetaGradient.Result result = gradient.compute(parameters, tasks.size(), tasks::get);
        adam.step(parameters, gradient.gradient(), META_LEARNING_RATE);
        return result.loss();
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
