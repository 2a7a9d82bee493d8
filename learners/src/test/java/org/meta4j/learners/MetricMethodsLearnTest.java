package org.meta4j.learners;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.engine.Workers;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.MetaDataset;

/** Each method of the metric and of the memory family learns, in seconds, to tell classes that it has never seen. */
class MetricMethodsLearnTest {
    private static final EpisodeShape EPISODE = new EpisodeShape(3, 1, 10);
    private static final double CHANCE = 1.0 / 3;
    private static final double CLEARLY = 0.3;

    @ParameterizedTest
    @CsvSource({
        "protonet, 20, 100",
        "matching, 20, 100",
        "relation, 5, 300",
        "r2d2, 20, 100",
        "simpleshot, 60, 150",
        "baseline++, 60, 150",
        "rfs, 60, 150",
        "metaoptnet, 20, 100",
        "feat, 20, 100",
        "mahalanobis, 5, 150",
        "cnp, 20, 150",
        "matching-fce, 10, 60",
        "snail, 3, 150",
        "mann, 3, 150",
    })
    void itBeatsChanceClearlyOnClassesThatItHasNeverSeen(String name, int trainingWays, int iterations) {
        MetaDataset data = NoisyPatterns.dataset();
        Method method = Methods.named(name);
        LearnerSettings defaults = method.defaults(data.train().shape(), EPISODE);
        LearnerSettings learner = defaults.withNetwork(defaults.network().withFilters(12));
        TrainingSettings proposed = method.trainingDefaults(EPISODE);
        TrainingSettings training = proposed.withEpisode(proposed.episode().withWays(trainingWays))
                .withIterations(iterations)
                .withMetaLearningRate(3e-3)
                .withValidation(0, 1, 0)
                .withSeed(1);
        try (Workers workers = new Workers(2)) {
            TrainedLearner learned = new Trainer(learner, training, data, workers).train();
            Scores scores = new Evaluator(workers).evaluate(learned, data.testTasks(EPISODE, 3), 60);
            assertThat(scores.accuracy().mean() - scores.accuracy().halfWidth())
                    .as("%s: accuracy less half its interval", name)
                    .isGreaterThan(CHANCE + CLEARLY);
        }
    }
}
