package org.meta4j.examples;

import java.util.ArrayList;
import java.util.List;
import org.meta4j.data.Waves;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.MetaUpdate;
import org.meta4j.learners.training.Trainer;
import org.meta4j.tasks.EpisodeShape;

/** MAML on functions of ten variables: a perceptron 10-64-1 that five steps of gradient descent fit to ten points. */
public final class MamlRegression {
    private static final EpisodeShape TEN_POINTS = EpisodeShape.ofNumbers(10, 10);

    private MamlRegression() {}

    public static void main(String[] arguments) {
        System.out.printf("mean squared error after 0, 1 and 5 steps: %s%n", run(20_000, 1000, 1));
    }

    /** Meta-trains, and returns the mean squared errors on so many new tasks after 0, 1 and 5 steps. */
    public static List<Double> run(long iterations, int tasks, long seed) {
        Waves waves = new Waves(10, seed);
        InnerSettings inner = new InnerSettings(1, 5, 5, 0.01);
        NetworkSettings network = new NetworkSettings(NetworkSettings.MLP1, List.of(10), 64, NetworkSettings.FLATTEN);
        LearnerSettings settings = new LearnerSettings("maml", network, inner, null, 1);
        try (Workers workers = Workers.onAllCores()) {
            var training = Methods.named("maml")
                    .regressionTraining(TEN_POINTS)
                    .withIterations(iterations)
                    .withUpdate(MetaUpdate.COSINE)
                    .withValidation(0, iterations, 0)
                    .withSeed(seed);
            TrainedLearner learner = new Trainer(settings, training, waves, workers).train();
            List<Double> errors = new ArrayList<>();
            for (int steps : new int[] {0, 1, 5}) {
                errors.add(new Evaluator(workers)
                        .errors(
                                learner.withInner(inner.withSteps(5, steps)),
                                waves.testTasks(TEN_POINTS, seed),
                                tasks,
                                done -> {})
                        .squaredError()
                        .mean());
            }
            return errors;
        }
    }
}
