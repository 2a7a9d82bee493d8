package org.meta4j.learners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.data.Sinusoids;
import org.meta4j.engine.Workers;
import org.meta4j.learners.training.Checkpoint;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingDivergedException;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.scores.ErrorScores;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

/** Meta-learning of tasks whose targets are numbers: sine curves. */
class NumbersTest {
    private static final EpisodeShape EPISODE = EpisodeShape.ofNumbers(5, 50);
    private static final Sinusoids FAMILY = new Sinusoids(Sinusoids.Protocol.MAML);
    private static final Method MAML = Methods.named("maml");
    private static final LearnerSettings LEARNER = MAML.regressionDefaults(Sinusoids.SHAPE, 1);

    private static TrainingSettings training(int iterations) {
        return MAML.regressionTraining(EPISODE)
                .withTasksPerIteration(8)
                .withIterations(iterations)
                .withMetaLearningRate(3e-3)
                .withValidation(50, iterations / 2, 0)
                .withSeed(2);
    }

    private static double error(TrainedLearner learner, Workers workers) {
        ErrorScores scores = new Evaluator(workers).errors(learner, FAMILY.testTasks(EPISODE, 5), 100, done -> {});
        return scores.squaredError().mean();
    }

    @Test
    void mamlLearnsSineCurvesFromFivePoints(@TempDir Path folder) {
        try (Workers workers = new Workers(2)) {
            List<TrainingEvent.ValidatedNumbers> validations = new ArrayList<>();
            TrainedLearner learned = new Trainer(LEARNER, training(1000), FAMILY, workers)
                    .listen(event -> {
                        if (event instanceof TrainingEvent.ValidatedNumbers validated) {
                            validations.add(validated);
                        }
                    })
                    .train();
            double adapted = error(learned, workers);
            double unadapted =
                    error(learned.withInner(learned.settings().requireInner().withSolvingSteps(0)), workers);
            // The mean of A² sin² is 4.3: the error of always saying 0.
            assertThat(adapted).isLessThan(2.2).isLessThan(0.6 * unadapted);
            assertThat(validations).hasSize(2);
            assertThat(learned.provenance().validationAccuracy()).isEqualTo(-1);
            assertThat(learned.provenance().validationError())
                    .isEqualTo(validations.stream()
                            .mapToDouble(found -> found.scores().squaredError().mean())
                            .min()
                            .orElseThrow());

            Path file = folder.resolve("model.safetensors");
            learned.save(file);
            TrainedLearner loaded = TrainedLearner.load(file);
            assertThat(loaded.settings()).isEqualTo(LEARNER);
            Examples support = FAMILY.testTasks(EPISODE, 9).task(0).support();
            assertThat(loaded.learn(support).estimate(support).values())
                    .isEqualTo(learned.learn(support).estimate(support).values());
        }
    }

    @Test
    void trainingOfNumbersResumesToTheSameBits(@TempDir Path folder) {
        try (Workers workers = new Workers(1)) {
            TrainedLearner whole = new Trainer(LEARNER, training(40), FAMILY, workers).train();
            Path file = folder.resolve("checkpoint.safetensors");
            TrainingSettings settings = training(40).withCheckpointEvery(30);
            Trainer first = new Trainer(LEARNER, settings, FAMILY, workers);
            first.train(first.start(), checkpoint -> {
                if (checkpoint.state().iteration() == 30) {
                    checkpoint.write(file);
                }
            });
            TrainedLearner resumed = new Trainer(LEARNER, settings, FAMILY, workers)
                    .train(Checkpoint.read(file).state(), kept -> {});
            whole.parameters()
                    .asMap()
                    .forEach((name, tensor) -> assertThat(
                                    resumed.parameters().get(name).values())
                            .as(name)
                            .isEqualTo(tensor.values()));
        }
    }

    @Test
    void divergingTrainingStopsWithTheStepTheLastCheckpointAndWhatToChange() {
        LearnerSettings wild =
                LEARNER.withInner(LEARNER.requireInner().withRate(1e6).withSteps(3, 3));
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(() -> new Trainer(wild, training(50), FAMILY, workers).train())
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessageContaining("in iteration 1 ")
                    .hasMessageContaining("last good checkpoint: none but the beginning")
                    .hasMessageContaining("a meta-learning rate below 0.003 or an inner rate below 1000000.0 or fewer"
                            + " inner steps than 3");
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Methods.named("protonet").regressionDefaults(Sinusoids.SHAPE, 1))
                .hasMessageStartingWith("method 'protonet' does not do regression: use cnp, maml, fomaml, anil");
        assertThatThrownBy(() -> new LearnerSettings("maml", LEARNER.network(), LEARNER.inner(), null, 2))
                .hasMessageContaining("outputs must be as many as a target has numbers, 2, but were 1");
        assertThatThrownBy(() -> new LearnerSettings("maml", LEARNER.network(), LEARNER.inner()))
                .hasMessageContaining("ways must be at least 2, but was 1");
        TrainedLearner learner = new TrainedLearner(
                LEARNER,
                MAML.objective(LEARNER).initialise(1),
                MAML.objective(LEARNER).network().initialStatistics(),
                new org.meta4j.learners.training.Provenance("d", "f", training(2), 0, 0, -1, "v", "j", "k"));
        assertThatThrownBy(() -> learner.learn(new Examples(Sinusoids.SHAPE, new float[2], new Targets.None(2))))
                .hasMessageContaining("predict numbers");
        assertThatThrownBy(() ->
                        learner.learn(new Examples(Sinusoids.SHAPE, new float[2], new Targets.Values(new float[4], 2))))
                .hasMessageContaining("targets have 2 numbers each, but the learner predicts 1");
    }
}
