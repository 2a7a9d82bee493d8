package org.meta4j.bench.accuracy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.files.JsonLines;
import org.meta4j.learners.training.Checkpoint;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingState;
import org.meta4j.scores.MeanInterval;
import org.meta4j.tasks.MetaDataset;
import tools.jackson.databind.JsonNode;

/**
 * Trains until an accuracy is reached on test tasks, and says how long that took. Compilation and warming up count;
 * loading data, evaluating and writing checkpoints do not. In its folder are {@code progress.jsonl}, a line an
 * evaluation, and a checkpoint of the last one, from which an interrupted run goes on.
 */
public final class TimeToAccuracy {
    private static final String PROGRESS = "progress.jsonl";
    private static final String CHECKPOINT = "checkpoint.safetensors";

    private final Goal goal;
    private final Path folder;
    private final Consumer<Evaluation> listener;
    private double seconds;
    private long last;

    /**
     * How good it was.
     *
     * @param iteration after which
     * @param seconds of training until then
     * @param accuracy mean over the test tasks
     * @param ci95 half width of its 95 % interval
     */
    public record Evaluation(long iteration, double seconds, double accuracy, double ci95) {}

    /** @param listener hears of each evaluation */
    public TimeToAccuracy(Goal goal, Path folder, Consumer<Evaluation> listener) {
        this.goal = goal;
        this.folder = folder;
        this.listener = listener;
    }

    /** Evaluations in a folder, by iteration; none where there was no run. */
    public static List<Evaluation> progress(Path folder) {
        Path file = folder.resolve(PROGRESS);
        return Files.exists(file)
                ? JsonLines.read(file).stream().map(TimeToAccuracy::evaluation).toList()
                : List.of();
    }

    private static Evaluation evaluation(JsonNode line) {
        return new Evaluation(
                line.get(JsonLines.ITERATION).longValue(),
                line.get("seconds").doubleValue(),
                line.get("accuracy").doubleValue(),
                line.get("ci95").doubleValue());
    }

    /**
     * Trains, or goes on.
     *
     * @param omniglot folder of Omniglot's zips
     * @param mostSeconds of training after which it ends, reached or not
     */
    public void run(Path omniglot, double mostSeconds, Workers workers) {
        MetaDataset data = OmniglotTasks.load(omniglot);
        Trainer trainer = new Trainer(goal.learner(), goal.training(), data, workers);
        Path file = folder.resolve(CHECKPOINT);
        TrainingState state = Files.exists(file) ? Checkpoint.read(file).state() : trainer.start();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " could not be made", e);
        }
        try (JsonLines lines = JsonLines.resume(folder.resolve(PROGRESS), state.iteration())) {
            List<Evaluation> done = progress(folder);
            seconds = done.isEmpty() ? 0 : done.get(done.size() - 1).seconds();
            trainer.listen(event -> {
                if (event instanceof TrainingEvent.Iterated) {
                    seconds += (System.nanoTime() - last) / 1e9;
                    if (seconds >= mostSeconds) {
                        trainer.stop();
                    }
                } else if (event instanceof TrainingEvent.Validated validated) {
                    evaluated(validated, trainer, lines);
                }
                last = System.nanoTime();
            });
            trainer.train(state, checkpoint -> {
                // One that follows no evaluation would not know its time.
                if (checkpoint.state().iteration() % goal.every() == 0) {
                    checkpoint.write(file);
                }
                last = System.nanoTime();
            });
        }
    }

    private void evaluated(TrainingEvent.Validated validated, Trainer trainer, JsonLines lines) {
        MeanInterval accuracy = validated.scores().accuracy();
        Evaluation evaluation = new Evaluation(validated.iteration(), seconds, accuracy.mean(), accuracy.halfWidth());
        lines.append(Json.object()
                .put(JsonLines.ITERATION, evaluation.iteration())
                .put("seconds", evaluation.seconds())
                .put("accuracy", evaluation.accuracy())
                .put("ci95", evaluation.ci95()));
        listener.accept(evaluation);
        if (accuracy.mean() >= goal.accuracy()) {
            trainer.stop();
        }
    }
}
