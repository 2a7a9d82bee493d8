package org.meta4j.app.example;

import java.util.List;
import java.util.Locale;
import org.meta4j.data.IdxImages;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.FeatureSpace;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.PairEvaluator;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.scores.PairScores;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.PairSampler;
import org.meta4j.tasks.Seeds;
import org.meta4j.yardsticks.NearestMean;
import tools.jackson.databind.node.ObjectNode;

/**
 * A siamese network with the contrastive loss on pairs of digits. It is trained on the training images of all ten, told
 * whether test images are of one digit by a threshold that was chosen on validation images, and names test images by one
 * example of each digit. On the other data set it meets classes that it has never seen.
 */
final class SiameseDigits {
    private static final String METHOD = "siamese";
    private static final EpisodeShape TRAINING = new EpisodeShape(10, 4, 4);
    private static final EpisodeShape ALL_DIGITS = new EpisodeShape(10, 1, 5);
    private static final EpisodeShape NEW_CLASSES = new EpisodeShape(5, 1, 15);

    private static final int EPOCHS = 4;
    private static final int PAIRS = 10_000;
    private static final int TASKS = 1000;

    private SiameseDigits() {}

    static ExampleResult run(ExampleRun run) {
        IdxImages images = run.images();
        MetaDataset data = images.known();
        TrainedLearner learner = train(run, data);
        PairScores pairs = pairs(run, learner, data.validation(), data.test());
        double oneShot = oneShot(run, learner, data.test(), ALL_DIGITS);
        double newClasses = oneShot(run, learner, run.otherImages().test(), NEW_CLASSES);
        ObjectNode json = Json.object();
        json.put("accuracy", pairs.accuracy());
        json.put("auroc", pairs.auroc());
        json.put("threshold", pairs.threshold());
        json.put("accuracy10way1shot", oneShot);
        json.put("accuracyNewClasses5way1shot", newClasses);
        json.put("data", images.name());
        json.put("seconds", learner.provenance().seconds());
        json.put("seed", run.seed());
        return new ExampleResult(
                json,
                List.of(
                        String.format(
                                Locale.ROOT,
                                "%s of %,d pairs of test images are told right, the same or not (AUROC %.4f)",
                                ExampleRun.percent(pairs.accuracy()),
                                PAIRS,
                                pairs.auroc()),
                        ExampleRun.percent(oneShot) + " of test images are named right by one example of each of ten",
                        ExampleRun.percent(newClasses)
                                + " in tasks of five classes of the other data set, one example of each"),
                learner::save);
    }

    private static TrainedLearner train(ExampleRun run, MetaDataset data) {
        Method method = Methods.named(METHOD);
        long epoch = epoch(data.train());
        long iterations = epoch * run.epochs(EPOCHS);
        TrainingSettings settings = method.trainingDefaults(NEW_CLASSES)
                .withEpisode(TRAINING)
                .withValidation(0, epoch, 0)
                .withIterations(iterations)
                .withSeed(run.seed());
        return new Trainer(method.defaults(data.train().shape(), NEW_CLASSES), settings, data, run.workers())
                .listen(event -> {
                    if (event instanceof TrainingEvent.Iterated done && done.iteration() % epoch == 0) {
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

    private static PairScores pairs(
            ExampleRun run, TrainedLearner learner, LabelledExamples choosing, LabelledExamples scored) {
        return new PairEvaluator(run.workers())
                .evaluate(
                        learner.featureSpace().orElseThrow(),
                        new PairSampler(choosing, Seeds.of(run.seed(), "threshold")),
                        new PairSampler(scored, Seeds.of(run.seed(), "pairs")),
                        PAIRS);
    }

    /** Iterations that see about as many images as there are. */
    private static long epoch(LabelledExamples images) {
        long count = images.classes().stream()
                .mapToLong(LabelledExamples.ClassInfo::size)
                .sum();
        return Math.max(1, count / (TRAINING.supportSize() + TRAINING.querySize()));
    }

    /** With one example a class, the nearest mean is the nearest example, as the learner itself compares: but features are computed once. */
    private static double oneShot(ExampleRun run, TrainedLearner learner, LabelledExamples images, EpisodeShape shape) {
        FeatureSpace space = learner.featureSpace().orElseThrow();
        Examples all = Examples.all(images);
        LabelledExamples features = LabelledExamples.of(
                new Examples(ExampleShape.features(space.features()), space.embed(all), all.targets()));
        return new Evaluator(run.workers())
                .evaluate(new NearestMean(), new EpisodeSampler(features, shape, run.seed()), TASKS)
                .accuracy()
                .mean();
    }
}
