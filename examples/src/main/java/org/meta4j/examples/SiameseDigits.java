package org.meta4j.examples;

import java.nio.file.Path;
import org.meta4j.data.IdxImages;
import org.meta4j.data.Mnist;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.PairEvaluator;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Trainer;
import org.meta4j.scores.PairScores;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.PairSampler;

/** A siamese network: are two digits the same, and which digit is it by one example of each. */
public final class SiameseDigits {
    private static final EpisodeShape TRAINING = new EpisodeShape(10, 4, 4);
    private static final EpisodeShape ONE_SHOT = new EpisodeShape(10, 1, 5);

    private SiameseDigits() {}

    /**
     * Scores of test images.
     *
     * @param pairs whether two are of one digit
     * @param oneShot accuracy by one example of each digit, between 0 and 1
     */
    public record Result(PairScores pairs, double oneShot) {}

    /** @param arguments the folder that holds MNIST's four files, or their folder {@code mnist} */
    public static void main(String[] arguments) {
        System.out.println(run(Mnist.load(Path.of(arguments[0]), IdxImages.SIDE), 2500, 500));
    }

    /** Trains for so many iterations of 80 images each and scores as many tasks, and twenty times as many pairs. */
    public static Result run(IdxImages images, long iterations, int tasks) {
        MetaDataset data = images.known();
        Method method = Methods.named("siamese");
        try (Workers workers = Workers.onAllCores()) {
            var settings = method.trainingDefaults(ONE_SHOT)
                    .withEpisode(TRAINING)
                    .withValidation(0, iterations, 0)
                    .withIterations(iterations);
            TrainedLearner learner =
                    new Trainer(method.defaults(data.train().shape(), ONE_SHOT), settings, data, workers).train();
            // The threshold between "the same" and "not" is chosen on images that are not scored.
            PairScores pairs = new PairEvaluator(workers)
                    .evaluate(
                            learner.featureSpace().orElseThrow(),
                            new PairSampler(data.validation(), 1),
                            new PairSampler(data.test(), 2),
                            20 * tasks);
            double oneShot = new Evaluator(workers)
                    .evaluate(learner, new EpisodeSampler(data.test(), ONE_SHOT, 3), tasks)
                    .accuracy()
                    .mean();
            return new Result(pairs, oneShot);
        }
    }
}
