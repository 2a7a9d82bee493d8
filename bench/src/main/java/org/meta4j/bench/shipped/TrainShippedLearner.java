package org.meta4j.bench.shipped;

import java.nio.file.Path;
import java.util.Locale;
import org.meta4j.data.Omniglot;
import org.meta4j.data.OmniglotSplit;
import org.meta4j.data.drawn.DrawnAlphabets;
import org.meta4j.data.drawn.DrawnAlphabetsSettings;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.methods.ProtoNet;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.learners.trust.Calibrator;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/**
 * Meta-trains the shipped learner on made-up alphabets only and writes its file. With Omniglot's folder as a second
 * argument it also scores the learner on real drawings, of which it has seen none.
 *
 * <pre>{@code TrainShippedLearner FILE [OMNIGLOT-FOLDER] [EPISODES]}</pre>
 */
public final class TrainShippedLearner {
    /** Six times as many alphabets as Omniglot has, of the same size. */
    private static final int ALPHABETS = 300;

    private static final long EPISODES = 2_500;
    private static final int TASKS = 1_000;
    private static final long SEED = 7;

    private TrainShippedLearner() {}

    /** Runs the program. */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        long episodes = arguments.length > 2 ? Long.parseLong(arguments[2]) : EPISODES;
        ProtoNet method = new ProtoNet();
        DrawnAlphabetsSettings drawn = DrawnAlphabetsSettings.DEFAULT.withAlphabets(ALPHABETS);
        MetaDataset data = DrawnAlphabets.metaDataset(drawn, SEED);
        TrainingSettings training = method.trainingDefaults(EpisodeShape.DEFAULT)
                .withIterations(episodes)
                .withSeed(SEED)
                .withValidation(0, 1, 0);
        try (Workers workers = Workers.onAllCores()) {
            TrainedLearner trained = new Trainer(
                            method.defaults(ExampleShape.image(drawn.size(), drawn.size(), 1), EpisodeShape.DEFAULT),
                            training,
                            data,
                            workers)
                    .listen(TrainShippedLearner::print)
                    .train();
            TrainedLearner learner = trained.withCalibration(
                    new Calibrator(workers).calibrate(trained, data, Calibrator.TASKS, SEED, done -> {}));
            learner.save(file);
            score(learner, data.test(), "made-up alphabets", workers);
            if (arguments.length > 1) {
                Omniglot omniglot = Omniglot.load(Path.of(arguments[1]));
                score(
                        learner,
                        omniglot.split(OmniglotSplit.named("vinyals")).test(),
                        "Omniglot, Vinyals test",
                        workers);
                score(
                        learner,
                        omniglot.split(OmniglotSplit.named("alphabets")).test(),
                        "Omniglot, evaluation",
                        workers);
            }
        }
    }

    private static void score(TrainedLearner learner, LabelledExamples classes, String name, Workers workers) {
        for (int shots : new int[] {1, 5}) {
            EpisodeSampler tasks = new EpisodeSampler(classes, EpisodeShape.DEFAULT.withShots(shots), 1);
            Scores scores = new Evaluator(workers).evaluate(learner, tasks, TASKS);
            System.out.printf(
                    Locale.ROOT,
                    "%s, 5-way %d-shot: %.2f ± %.2f %%%n",
                    name,
                    shots,
                    100 * scores.accuracy().mean(),
                    100 * scores.accuracy().halfWidth());
        }
    }

    private static void print(TrainingEvent event) {
        if (event instanceof TrainingEvent.Iterated it && it.iteration() % 100 == 0) {
            System.out.printf(
                    Locale.ROOT,
                    "episode %,d  loss %.4f  accuracy %.3f  %.0f s%n",
                    it.iteration(),
                    it.loss(),
                    it.accuracy(),
                    it.seconds());
        }
    }
}
