package org.meta4j.app.example;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.meta4j.data.Waves;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.supervised.BatchLoss;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.learners.supervised.SupervisedTrainer;
import org.meta4j.learners.training.MetaUpdate;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * MAML on {@link Waves}, functions of ten variables, with the perceptron 10-64-1: five inner steps of rate 0.01, outer Adam.
 * Beside it the same network trained on the examples of many tasks together, which then takes the same steps on a new one.
 */
final class MamlRegression {
    private static final int VARIABLES = 10;
    private static final int HIDDEN = 64;
    private static final int STEPS = 5;
    private static final double INNER_RATE = 0.01;
    private static final int[] SOLVING_STEPS = {0, 1, STEPS};
    private static final EpisodeShape TASK = EpisodeShape.ofNumbers(10, 10);
    private static final EpisodeShape TEST = EpisodeShape.ofNumbers(10, 100);

    /** Iterations that are called an epoch here. */
    private static final int ITERATIONS = 1000;

    private static final int EPOCHS = 20;
    private static final int POOLED_TASKS = 5000;
    private static final int POOLED_EPOCHS = 20;
    private static final int TEST_TASKS = 1000;

    private MamlRegression() {}

    static ExampleResult run(ExampleRun run) {
        Waves tasks = new Waves(VARIABLES, run.seed());
        TrainedLearner learner = train(run, tasks);
        List<Double> maml = errors(run, learner, tasks);
        List<Double> pooled = errors(run, learner.withTensors(pooled(run, tasks), learner.statistics()), tasks);
        ObjectNode json = Json.object();
        json.set("mse", Json.tree(maml));
        json.set("mseTrainedOnAllTasks", Json.tree(pooled));
        json.set("steps", Json.tree(SOLVING_STEPS));
        json.put("testTasks", TEST_TASKS);
        json.put("seconds", learner.provenance().seconds());
        json.put("seed", run.seed());
        return new ExampleResult(
                json,
                List.of(
                        "mean squared error on " + TEST_TASKS + " new tasks after 0, 1 and 5 steps on 10 points:",
                        line("maml", maml),
                        line("trained on all tasks", pooled)),
                learner::save);
    }

    private static String line(String what, List<Double> errors) {
        return String.format(
                Locale.ROOT, "  %-20s %.4f  %.4f  %.4f", what, errors.get(0), errors.get(1), errors.get(2));
    }

    private static TrainedLearner train(ExampleRun run, Waves tasks) {
        Method method = Methods.named("maml");
        LearnerSettings learner = new LearnerSettings(
                method.name(),
                new NetworkSettings(NetworkSettings.MLP1, List.of(VARIABLES), HIDDEN, NetworkSettings.FLATTEN),
                new InnerSettings(1, STEPS, STEPS, INNER_RATE),
                null,
                1);
        long iterations = (long) ITERATIONS * run.epochs(EPOCHS);
        TrainingSettings settings = method.regressionTraining(TASK)
                .withEpisode(TASK)
                .withUpdate(MetaUpdate.COSINE)
                .withValidation(0, ITERATIONS, 0)
                .withIterations(iterations)
                .withSeed(run.seed());
        return new Trainer(learner, settings, tasks, run.workers())
                .listen(event -> {
                    if (event instanceof TrainingEvent.Iterated done && done.iteration() % (5 * ITERATIONS) == 0) {
                        run.screen()
                                .line(String.format(
                                        Locale.ROOT,
                                        "iteration %,d of %,d: loss %.4f, %.1f s",
                                        done.iteration(),
                                        iterations,
                                        done.loss(),
                                        done.seconds()));
                    }
                })
                .train();
    }

    /** The same network's parameters, trained on the examples of many tasks as if they were one. */
    private static Tensors pooled(ExampleRun run, Waves tasks) {
        TaskSource source = tasks.trainingTasks(TASK, run.seed());
        int count = Math.min(POOLED_TASKS, ITERATIONS * run.epochs(EPOCHS));
        List<Examples> sets = LongStream.range(0, count)
                .mapToObj(source::task)
                .map(Task::query)
                .toList();
        int each = TASK.queries();
        float[] inputs = new float[count * each * VARIABLES];
        float[] targets = new float[count * each];
        for (int t = 0; t < count; t++) {
            System.arraycopy(sets.get(t).inputs(), 0, inputs, t * each * VARIABLES, each * VARIABLES);
            if (sets.get(t).targets() instanceof Targets.Values values) {
                System.arraycopy(values.values(), 0, targets, t * each, each);
            }
        }
        Examples all = new Examples(source.exampleShape(), inputs, new Targets.Values(targets, 1));
        SupervisedSettings settings =
                SupervisedSettings.DEFAULT.withEpochs(POOLED_EPOCHS).withSeed(run.seed());
        Tensors found = new SupervisedTrainer(
                        Layered.parse("dense" + HIDDEN + "-dense1", source.exampleShape()), settings, run.workers())
                .loss(BatchLoss.SQUARED_ERROR)
                .train(SupervisedData.of(tasks.name(), all))
                .parameters();
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        found.asMap()
                .forEach((name, tensor) ->
                        renamed.put(name.replace("dense1", "layer1").replace("dense2", "head"), tensor));
        return Tensors.of(renamed);
    }

    private static List<Double> errors(ExampleRun run, TrainedLearner learner, Waves tasks) {
        List<Double> errors = new ArrayList<>();
        TaskSource source = tasks.testTasks(TEST, Seeds.of(run.seed(), "test"));
        for (int steps : SOLVING_STEPS) {
            InnerSettings inner = learner.settings().requireInner().withSteps(STEPS, steps);
            errors.add(new Evaluator(run.workers())
                    .errors(learner.withInner(inner), source, TEST_TASKS, done -> {})
                    .squaredError()
                    .mean());
        }
        return errors;
    }
}
