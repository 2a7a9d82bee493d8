package org.meta4j.bench.workloads;

import java.util.List;
import org.meta4j.bench.inputs.FirstValues;
import org.meta4j.bench.inputs.WorkloadInputs;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.learners.nets.Mlp;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.learners.objectives.Loss;
import org.meta4j.learners.objectives.MamlObjective;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.objectives.PrototypeObjective;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.Task;

/**
 * The fixed workloads. Each is given as a {@link Start}: its inputs are drawn, nothing is compiled yet.
 *
 * <p>S: sinusoid MAML, 25 tasks, perceptron 1-40-40-1. O: Omniglot-sized MAML, 32 tasks 5-way 1-shot, strided CNN4-64.
 * P: prototypical networks, one 60-way 5-shot 5-query episode, pooled CNN4-64. A: adapt to a 5-way 1-shot task and
 * predict one image. D: sample 5-way 1-shot tasks with 15 queries a class from 1,623 classes of 20 images.
 */
public final class Workloads {
    private static final ExampleShape IMAGE = ExampleShape.image(28, 28, 1);
    private static final int SIDE = 28;
    private static final int FILTERS = Cnn4.DEFAULT_FILTERS;
    /** Features of a pooled CNN4 for an image of 28×28. */
    private static final int POOLED_FEATURES = FILTERS;

    /** A workload to be started: what comes before is not part of its first iteration. */
    @FunctionalInterface
    public interface Start {
        /** Compiles it for some threads. */
        Workload with(Workers workers);
    }

    private Workloads() {}

    /** S: sinusoid regression by second-order MAML with inner rate 0.01; {@code innerSteps} 1 or 5. */
    public static Start sinusoid(int innerSteps) {
        Objective objective = new MamlObjective(
                new Mlp(ExampleShape.features(1), List.of(40, 40, 1)),
                Loss.SQUARED_ERROR,
                new InnerLoop(innerSteps, 0.01, InnerLoop.Order.SECOND));
        List<Task> tasks = WorkloadInputs.sinusoidTasks(WorkloadInputs.SINUSOID_TASKS);
        Tensors parameters = WorkloadInputs.sinusoidParameters();
        double flops = mamlFlops(TextbookFlops.perceptron(1, 40, 40, 1), innerSteps, tasks);
        FirstValues expected = FirstValues.sinusoid(innerSteps);
        return workers -> new MetaTraining(objective, parameters, tasks, 1, flops, expected, workers);
    }

    /**
     * O: Omniglot-sized classification by second-order MAML with inner rate 0.4.
     *
     * @param innerSteps 1 or 5
     * @param queries of a task, 5 or 75
     */
    public static Start omniglot(int innerSteps, int queries) {
        return omniglot(innerSteps, queries, WorkloadInputs.OMNIGLOT_TASKS);
    }

    /** The same with another number of tasks; the first values are those of all 32 tasks. */
    public static Start omniglot(int innerSteps, int queries, int tasks) {
        int ways = WorkloadInputs.OMNIGLOT_WAYS;
        Cnn4 encoder = new Cnn4(IMAGE, FILTERS, Cnn4.Halving.STRIDE, Cnn4.Readout.MEAN);
        Objective objective = new MamlObjective(
                new WithHead(encoder, ways),
                Loss.CROSS_ENTROPY,
                new InnerLoop(innerSteps, 0.4, InnerLoop.Order.SECOND));
        List<Task> drawn = WorkloadInputs.omniglotTasks(tasks, ways, queries);
        Tensors parameters = WorkloadInputs.omniglotParameters(ways);
        double flops = mamlFlops(TextbookFlops.strided(SIDE, 1, FILTERS).withHead(FILTERS, ways), innerSteps, drawn);
        FirstValues expected = FirstValues.omniglot(innerSteps, queries);
        return workers -> new MetaTraining(objective, parameters, drawn, ways, flops, expected, workers);
    }

    /** P: a training episode of prototypical networks. */
    public static Start prototypes() {
        Cnn4 encoder = new Cnn4(IMAGE, FILTERS, Cnn4.Halving.POOL, Cnn4.Readout.FLATTEN);
        Task episode = WorkloadInputs.prototypeEpisode();
        Tensors parameters = WorkloadInputs.prototypeParameters();
        int ways = WorkloadInputs.PROTOTYPE_WAYS;
        int queries = episode.query().count();
        // The distances to all prototypes are one more product.
        double flops = (episode.support().count() + queries)
                        * TextbookFlops.pooled(SIDE, 1, FILTERS).gradient()
                + queries * new TextbookFlops(0, 2.0 * POOLED_FEATURES * ways).gradient();
        return workers -> new MetaTraining(
                new PrototypeObjective(encoder),
                parameters,
                List.of(episode),
                ways,
                flops,
                FirstValues.prototypes(),
                workers);
    }

    /** A: adapt by MAML, five inner steps of 0.4, and predict one image. On one thread. */
    public static Start mamlAdaptation() {
        Task task =
                WorkloadInputs.omniglotTasks(1, WorkloadInputs.OMNIGLOT_WAYS, 1).get(0);
        Tensors parameters = WorkloadInputs.omniglotParameters(WorkloadInputs.OMNIGLOT_WAYS);
        return workers -> Adaptation.maml(task, parameters);
    }

    /** A: embed the supports of a task, predict one image by their prototypes. On one thread. */
    public static Start prototypeAdaptation() {
        Task task =
                WorkloadInputs.omniglotTasks(1, WorkloadInputs.OMNIGLOT_WAYS, 1).get(0);
        Tensors parameters = WorkloadInputs.prototypeParameters();
        return workers -> Adaptation.prototypes(task, parameters);
    }

    /** D: sample tasks from images in memory. */
    public static Start sampling() {
        LabelledExamples images = Sampling.images();
        return workers -> new Sampling(images, workers);
    }

    /** Operations of a second-order MAML meta-iteration. */
    public static double mamlFlops(TextbookFlops network, int innerSteps, List<Task> tasks) {
        Task task = tasks.get(0);
        return tasks.size()
                * (innerSteps * task.support().count() * network.innerStep()
                        + task.query().count() * network.gradient());
    }
}
