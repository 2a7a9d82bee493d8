package org.meta4j.examples;

import java.nio.file.Path;
import org.meta4j.data.drawn.DrawnAlphabets;
import org.meta4j.data.drawn.DrawnAlphabetsSettings;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Task;

/**
 * The whole way in one program: meta-train on made-up alphabets, save, load, learn a new alphabet from one
 * drawing of each character, predict, and score that on many such tasks.
 */
public final class LearnAnAlphabet {
    private static final EpisodeShape FIVE_WAY_ONE_SHOT = EpisodeShape.DEFAULT;

    private LearnAnAlphabet() {}

    /** What the program came to: a predicted label, the true one, and the score on many tasks. */
    public record Result(int predicted, int actual, Scores scores) {}

    public static void main(String[] arguments) {
        Path model = Path.of("alphabet.safetensors");
        Result result = run(DrawnAlphabetsSettings.DEFAULT, 600, 500, model, 1);
        System.out.printf("predicted class %d, it is class %d%n", result.predicted(), result.actual());
        System.out.printf(
                "accuracy %.3f ± %.3f on new tasks; learner saved to %s%n",
                result.scores().accuracy().mean(), result.scores().accuracy().halfWidth(), model);
    }

    /** Trains for {@code iterations} episodes and tests on {@code tasks} tasks of alphabets that were not trained on. */
    public static Result run(DrawnAlphabetsSettings alphabets, long iterations, int tasks, Path model, long seed) {
        MetaDataset data = DrawnAlphabets.metaDataset(alphabets, seed);
        Method method = Methods.named("protonet");
        try (Workers workers = Workers.onAllCores()) {
            var settings = method.trainingDefaults(FIVE_WAY_ONE_SHOT)
                    .withIterations(iterations)
                    .withSeed(seed);
            new Trainer(method.defaults(data.train().shape(), FIVE_WAY_ONE_SHOT), settings, data, workers)
                    .listen(LearnAnAlphabet::report)
                    .train()
                    .save(model);

            TrainedLearner learner = TrainedLearner.load(model);
            EpisodeSampler newTasks = new EpisodeSampler(data.test(), FIVE_WAY_ONE_SHOT, seed);
            Task task = newTasks.task(0);
            Predictor predictor = learner.learn(task.support());
            Predictions predictions = predictor.predict(task.query());
            return new Result(
                    predictions.label(0),
                    task.query().classes().labels()[0],
                    new Evaluator(workers).evaluate(learner, newTasks, tasks));
        }
    }

    private static void report(TrainingEvent event) {
        if (event instanceof TrainingEvent.Validated validated) {
            System.out.printf(
                    "after %d episodes: accuracy %.3f on validation tasks%n",
                    validated.iteration(), validated.scores().accuracy().mean());
        }
    }
}
