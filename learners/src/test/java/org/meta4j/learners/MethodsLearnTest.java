package org.meta4j.learners;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.engine.Workers;
import org.meta4j.learners.methods.Reptile;
import org.meta4j.learners.methods.Transfer;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.MetaDataset;

/** Each method of the initialisation family learns, in seconds, to tell classes that it has never seen. */
class MethodsLearnTest {
    private static final EpisodeShape EPISODE = new EpisodeShape(3, 5, 10);
    private static final double CHANCE = 1.0 / 3;
    private static final double CLEARLY = 0.3;

    @ParameterizedTest
    @CsvSource({
        "maml, 150, 3e-3",
        "fomaml, 100, 3e-3",
        "anil, 150, 3e-3",
        "boil, 300, 3e-3",
        "meta-sgd, 400, 1e-3",
        "learned-rates, 100, 3e-3",
        "reptile, 200, 0.5",
        "meta-curvature, 150, 1e-3",
        "cavia, 200, 3e-3",
        "imaml, 60, 3e-3",
        "multi-task, 50, 1e-3",
        "maml++, 100, 3e-3",
        "meta-lstm, 100, 3e-3",
        "transfer, 200, 3e-3",
    })
    void itBeatsChanceClearlyOnClassesThatItHasNeverSeen(String name, int iterations, double metaLearningRate) {
        MetaDataset data = NoisyPatterns.dataset();
        Method method = Methods.named(name);
        LearnerSettings defaults = method.defaults(data.train().shape(), EPISODE);
        LearnerSettings learner = defaults.withNetwork(defaults.network().withFilters(12));
        TrainingSettings training = method.trainingDefaults(EPISODE)
                .withTasksPerIteration(method instanceof Transfer ? 1 : 8)
                .withIterations(iterations)
                .withMetaLearningRate(metaLearningRate)
                .withValidation(0, 1, 0)
                .withSeed(1)
                .withEpisode(episode(method));
        try (Workers workers = new Workers(2)) {
            TrainedLearner learned = new Trainer(learner, training, data, workers).train();
            Scores scores = new Evaluator(workers)
                    .evaluate(learned.withBatchNorm(method.evaluationBatchNorm()), data.testTasks(EPISODE, 3), 60);
            assertThat(scores.accuracy().mean() - scores.accuracy().halfWidth())
                    .as("%s: accuracy %s less half its interval", name, scores.accuracy())
                    .isGreaterThan(CHANCE + CLEARLY);
        }
    }

    private static EpisodeShape episode(Method method) {
        EpisodeShape episode = method.trainingDefaults(EPISODE).episode();
        return method instanceof Reptile ? episode.withShots(10) : episode;
    }
}
