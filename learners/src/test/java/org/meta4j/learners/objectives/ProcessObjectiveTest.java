package org.meta4j.learners.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.meta4j.data.Sinusoids;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.Solver;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Trainer;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Estimates;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/** Conditional neural processes of numbers. */
class ProcessObjectiveTest {
    private static final Method METHOD = Methods.named("cnp");
    private static final EpisodeShape EPISODE = EpisodeShape.ofNumbers(5, 7);
    private static final Sinusoids CURVES = new Sinusoids(Sinusoids.Protocol.MAML);
    private static final LearnerSettings SETTINGS = METHOD.regressionDefaults(Sinusoids.SHAPE, 1);

    private static Task task(long index) {
        return CURVES.trainingTasks(EPISODE, 3).task(index);
    }

    private static float[] values(Examples examples) {
        return ((Targets.Values) examples.targets()).values();
    }

    /** With all weights 0 each answer is what the last biases say, and the loss can be written down. */
    @Test
    void theLossIsThatOfTheNormalDistributionsThatAreAnswered() {
        Objective objective = METHOD.objective(SETTINGS);
        Tensors parameters = objective.initialise(1);
        parameters.asMap().values().forEach(tensor -> Arrays.fill(tensor.values(), 0));
        double mean = 0.7;
        double raw = -1.3;
        parameters.get("process.mean.bias").values()[0] = (float) mean;
        parameters.get("process.deviation.bias").values()[0] = (float) raw;
        Task task = task(0);

        double loss;
        try (Workers workers = new Workers(1)) {
            loss = new MetaGradient(objective, parameters, 5, 7, 1, workers)
                    .compute(parameters, 1, i -> task)
                    .loss();
        }

        double deviation = 0.1 + 0.9 * Math.log1p(Math.exp(raw));
        double expected = 0;
        for (float y : values(task.query())) {
            expected += Math.log(deviation) + Math.pow((mean - y) / deviation, 2) / 2;
        }
        assertThat(loss).isCloseTo(expected / 7, within(1e-4));
    }

    @Test
    void answersDoNotDependOnTheOrderOfSupportsOrOnOtherQueries() {
        Objective objective = METHOD.objective(SETTINGS);
        Solver solver =
                METHOD.solver(SETTINGS, objective.initialise(1), objective.initialStatistics(), BatchNorm.RUNNING);
        Task task = task(1);
        Examples support = task.support();
        Estimates all = solver.learn(support).estimate(task.query());

        float[] x = new float[5];
        float[] y = new float[5];
        for (int i = 0; i < 5; i++) {
            x[i] = support.inputs()[4 - i];
            y[i] = values(support)[4 - i];
        }
        Examples turned = new Examples(support.shape(), x, new Targets.Values(y, 1));
        Examples alone = new Examples(support.shape(), new float[] {task.query().inputs()[6]}, new Targets.None(1));
        assertThat(solver.learn(turned).estimate(task.query()).values()).containsExactly(all.values(), within(1e-5f));
        assertThat(solver.learn(support).estimate(alone).value(0, 0)).isCloseTo(all.value(6, 0), within(1e-5f));
    }

    /** Lines y = a + b x, a, b and x from −1 to 1: the mean of y² is 4/9, the error of always saying 0. */
    private record Lines() implements TaskFamily {
        @Override
        public String name() {
            return "lines";
        }

        @Override
        public String fingerprint() {
            return "";
        }

        @Override
        public TaskSource trainingTasks(EpisodeShape shape, long seed) {
            return source(shape, seed);
        }

        @Override
        public Optional<TaskSource> validationTasks(EpisodeShape shape, long seed) {
            return Optional.empty();
        }

        @Override
        public TaskSource testTasks(EpisodeShape shape, long seed) {
            return source(shape, ~seed);
        }

        private static TaskSource source(EpisodeShape shape, long seed) {
            return new TaskSource() {
                @Override
                public Task task(long index) {
                    SplittableRandom random = new SplittableRandom(Seeds.of(seed, index));
                    double a = random.nextDouble(-1, 1);
                    double b = random.nextDouble(-1, 1);
                    return new Task(points(a, b, shape.shots(), random), points(a, b, shape.queries(), random));
                }

                @Override
                public ExampleShape exampleShape() {
                    return Sinusoids.SHAPE;
                }
            };
        }

        private static Examples points(double a, double b, int count, SplittableRandom random) {
            float[] x = new float[count];
            float[] y = new float[count];
            for (int i = 0; i < count; i++) {
                x[i] = (float) random.nextDouble(-1, 1);
                y[i] = (float) (a + b * x[i]);
            }
            return new Examples(Sinusoids.SHAPE, x, new Targets.Values(y, 1));
        }
    }

    @Test
    void itLearnsToReadLines() {
        LearnerSettings small = SETTINGS.withNetwork(SETTINGS.network().withFilters(32));
        try (Workers workers = new Workers(2)) {
            TrainedLearner learned = new Trainer(
                            small,
                            METHOD.regressionTraining(EpisodeShape.ofNumbers(5, 20))
                                    .withTasksPerIteration(16)
                                    .withIterations(400)
                                    .withValidation(0, 100, 0),
                            new Lines(),
                            workers)
                    .train();
            double error = new Evaluator(workers)
                    .errors(learned, new Lines().testTasks(EpisodeShape.ofNumbers(5, 50), 1), 200, done -> {})
                    .squaredError()
                    .mean();
            assertThat(error).isLessThan(0.05);
        }
    }
}
