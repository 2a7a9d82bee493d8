package org.meta4j.learners;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meta4j.data.Ink;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.learners.trust.Calibration;
import org.meta4j.learners.trust.Familiarity;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;

/**
 * The generator of the samples of format version 1: a model, a task and a checkpoint of each method, and what was
 * predicted when they were made. The committed files are never made anew: they stand for the files that people have.
 * {@code main FOLDER METHOD…} makes those of methods that have none yet and adds their predictions to the others'.
 */
final class VersionOneSamples {
    static final EpisodeShape EPISODE = new EpisodeShape(3, 2, 2);
    static final int ITERATIONS = 40;
    static final int QUERIES = 4;

    private VersionOneSamples() {}

    /** One of each kind of network and each method. */
    static final List<LearnerSettings> LEARNERS = List.of(
            new LearnerSettings("protonet", new NetworkSettings("cnn4-strided", List.of(8, 8, 1), 4, "flatten"), null),
            new LearnerSettings(
                    "maml",
                    new NetworkSettings("cnn4-pooled", List.of(16, 16, 1), 3, "mean"),
                    new InnerSettings(3, 1, 2, 0.1)),
            new LearnerSettings(
                    "fomaml",
                    new NetworkSettings("mlp", List.of(4, 4, 1), 8, "flatten"),
                    new InnerSettings(3, 2, 3, 0.05)),
            new LearnerSettings(
                    "siamese",
                    new NetworkSettings("cnn2", List.of(8, 8, 1), 3, "flatten"),
                    null,
                    new SiameseSettings(1.5, SiameseSettings.Mining.SEMI_HARD, SiameseSettings.ClassDistance.MEAN)));

    /**
     * The calibration of the sample of the siamese method; the others have none. Not found but given: on these patterns,
     * which are easy, a learner would be sure of everything, and no digit of its answers could change.
     */
    static final Calibration CALIBRATION = new Calibration(
            Familiarity.NEAREST_SUPPORT,
            List.of(
                    new Calibration.Entry(3, 1, 0, 5, -2.5, -1.25, Double.NaN, 0.03125),
                    new Calibration.Entry(3, 2, 1, 6, -0.75, -0.25, 0.9375, 0.015625)),
            new Calibration.Origin("validation", "patterns", "00", BatchNorm.RUNNING, 20, 4));

    /**
     * What a task predicted of {@link #queries}.
     *
     * @param known which of them it took for one of its classes; null where it was not calibrated
     */
    record Predicted(
            String method,
            List<Float> probabilities,
            List<String> nearest,
            @Nullable List<Boolean> known) {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<String> methods = List.of(arguments).subList(1, arguments.length);
        Path file = folder.resolve("predictions.json");
        List<Predicted> predicted = new ArrayList<>();
        if (Files.exists(file)) {
            predicted.addAll(List.of(Json.read(file, Predicted[].class)));
        }
        LEARNERS.stream()
                .filter(settings -> methods.contains(settings.method()))
                .forEach(settings -> predicted.add(write(settings, folder)));
        Files.writeString(file, Json.writePretty(predicted));
    }

    private static Predicted write(LearnerSettings settings, Path folder) {
        String name = settings.method();
        ExampleShape shape = new ExampleShape(settings.network().exampleShape());
        TrainingSettings training = new TrainingSettings(
                EPISODE, EPISODE, 2, ITERATIONS, TrainingSettings.UNLIMITED, 0.01, 1, 4, 20, 0, ITERATIONS, 3);
        try (Workers workers = new Workers(1)) {
            Trainer trainer = new Trainer(settings, training, Patterns.dataset(shape), workers);
            TrainedLearner learned = trainer.train(
                    trainer.start(), checkpoint -> checkpoint.write(folder.resolve(name + ".checkpoint.safetensors")));
            learned.withCalibration(name.equals("siamese") ? CALIBRATION : null)
                    .save(folder.resolve(name + ".model.safetensors"));
        }
        TrainedLearner learner = TrainedLearner.load(folder.resolve(name + ".model.safetensors"));
        TaskFile task = task(learner);
        task.save(folder.resolve(name + ".task.safetensors"));
        Predictions predictions = task.predict(queries(shape).inputs());
        return new Predicted(name, probabilities(predictions), nearest(task, predictions), known(task, predictions));
    }

    /** The task of the samples, solved. */
    static TaskFile task(TrainedLearner learner) {
        TaskFile.Model model = new TaskFile.Model("run/model.safetensors", "00", "patterns");
        return TaskFile.solve(learner, model, support(learner.exampleShape()), names(), Ink.KEEP);
    }

    /** Two examples of each of three test classes. */
    static Examples support(ExampleShape shape) {
        return Examples.first(new Patterns(shape, 10, EPISODE.ways()), EPISODE.shots());
    }

    static List<String> names() {
        return List.of("a/0", "a/1", "b/0", "b/1", "c/0", "c/1");
    }

    /** Further examples of these classes, and one of a class that is not among them. */
    static Examples queries(ExampleShape shape) {
        float[] inputs = new float[QUERIES * shape.length()];
        for (int c = 0; c < QUERIES; c++) {
            new Patterns(shape, 10, QUERIES).read(c, 5, inputs, c * shape.length());
        }
        return new Examples(shape, inputs, new Targets.None(QUERIES));
    }

    static List<Float> probabilities(Predictions predictions) {
        return IntStream.range(0, predictions.probabilities().length)
                .mapToObj(i -> predictions.probabilities()[i])
                .toList();
    }

    static List<String> nearest(TaskFile task, Predictions predictions) {
        return IntStream.range(0, QUERIES)
                .mapToObj(i -> task.nearest(predictions, i, 1).get(0).name())
                .toList();
    }

    static @Nullable List<Boolean> known(TaskFile task, Predictions predictions) {
        return task.calibration() == null
                ? null
                : IntStream.range(0, QUERIES)
                        .mapToObj(i -> task.isKnown(predictions, i))
                        .toList();
    }
}
