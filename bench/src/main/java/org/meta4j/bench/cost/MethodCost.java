package org.meta4j.bench.cost;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.meta4j.bench.workloads.MetaTraining;
import org.meta4j.data.drawn.DrawnAlphabets;
import org.meta4j.data.drawn.DrawnAlphabetsSettings;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.Solver;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/**
 * What a method costs on the tasks of workload O: 32 tasks of 5 ways, 1 shot and 1 query a class, images of 28×28, each method
 * with the network and the inner steps that it has by default. Methods that are trained without episodes get batches
 * of as many images.
 *
 * @param method its name
 * @param family metric or initialisation
 * @param network kind of its network
 * @param parameters meta-parameters
 * @param iterationMs median milliseconds of a meta-iteration, Adam included
 * @param gflop billions of operations of a meta-iteration, as the program counts them
 * @param workspaceMb mebibytes to compute in, all threads together
 * @param learnMs median milliseconds in which a trained learner learns a new 5-way 1-shot task, on one thread
 * @param predictMs median milliseconds in which it then predicts one image
 */
public record MethodCost(
        String method,
        String family,
        String network,
        long parameters,
        double iterationMs,
        double gflop,
        double workspaceMb,
        double learnMs,
        double predictMs) {
    /** Tasks of a meta-iteration. */
    public static final int TASKS = 32;

    private static final EpisodeShape EPISODE = new EpisodeShape(5, 1, 1);
    private static final int LEAST = 5;
    private static final double MIB = 1 << 20;

    /** Made-up characters to learn from, for all methods. */
    public static MetaDataset data() {
        return DrawnAlphabets.metaDataset(
                DrawnAlphabetsSettings.DEFAULT.withAlphabets(8).withCharactersPerAlphabet(12), 0);
    }

    /**
     * Measures a method.
     *
     * @param seconds for each of the three times, after as long a time to warm up
     */
    public static MethodCost of(Method method, MetaDataset data, Workers workers, double seconds) {
        LearnerSettings learner =
                method.fitted(fewShots(method.defaults(data.train().shape(), EPISODE)), data);
        Objective objective = method.objective(learner);
        Tensors parameters = objective.initialise(0);
        TaskSource source = method.trainingTasks(data, EPISODE, 0);
        List<Task> tasks = LongStream.range(0, TASKS).mapToObj(source::task).toList();
        MetaTraining training =
                new MetaTraining(objective, parameters, tasks, learner.width(EPISODE.ways()), 0, null, workers);
        double iteration = median(training::iterate, seconds);

        Solver solver = method.solver(learner, parameters, objective.initialStatistics(), method.predictionBatchNorm());
        Task fresh = new EpisodeSampler(data.test(), EPISODE.withQueries(1), 1).task(0);
        double learn = median(() -> solver.learn(fresh.support()), seconds);
        SolvedTask learned = solver.learn(fresh.support());
        Examples queries = fresh.query();
        float[] image = Arrays.copyOf(queries.inputs(), queries.shape().length());
        Examples one = new Examples(queries.shape(), image, new Targets.None(1));
        double predict = median(() -> learned.predict(one), seconds);
        return new MethodCost(
                method.name(),
                method.card().family(),
                learner.network().kind(),
                parameters.length(),
                iteration,
                training.executedFlops() / 1e9,
                training.workspaceBytes() / MIB,
                learn,
                predict);
    }

    /** With one shot a step of training cannot see two. */
    private static LearnerSettings fewShots(LearnerSettings settings) {
        InnerSettings inner = settings.inner();
        return inner == null || inner.batchShots() == null ? settings : settings.withInner(inner.withBatchShots(1));
    }

    private static double median(Runnable work, double seconds) {
        run(work, seconds);
        double[] times = run(work, seconds);
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static double[] run(Runnable work, double seconds) {
        double[] times = new double[1 << 18];
        int count = 0;
        long start = System.nanoTime();
        while (count < times.length && (count < LEAST || System.nanoTime() - start < seconds * 1e9)) {
            long began = System.nanoTime();
            work.run();
            times[count++] = (System.nanoTime() - began) / 1e6;
        }
        return Arrays.copyOf(times, count);
    }
}
