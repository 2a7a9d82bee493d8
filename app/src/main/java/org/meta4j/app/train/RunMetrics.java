package org.meta4j.app.train;

import java.nio.file.Path;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.files.JsonLines;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingListener;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code metrics.jsonl}: each {@value #EVERY}th iteration and every validation. */
final class RunMetrics implements TrainingListener, AutoCloseable {
    private static final int EVERY = 10;

    private final JsonLines lines;

    /** @param iteration of the checkpoint that training goes on from; lines beyond it are removed */
    RunMetrics(Path file, long iteration) {
        lines = JsonLines.resume(file, iteration);
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.Iterated done && (done.iteration() % EVERY == 0 || done.iteration() == 1)) {
            lines.append(Json.object()
                    .put(JsonLines.ITERATION, done.iteration())
                    .put("loss", done.loss())
                    .put("accuracy", done.accuracy())
                    .put("rate", done.rate())
                    .put("tasks", done.tasks())
                    .put("seconds", done.seconds()));
        } else if (event instanceof TrainingEvent.Validated validated) {
            ObjectNode scores = Json.object()
                    .put("accuracy", validated.scores().accuracy().mean())
                    .put("ci95", validated.scores().accuracy().halfWidth())
                    .put("macroF1", validated.scores().macroF1().mean())
                    .put("tasks", validated.scores().tasks())
                    .put("best", validated.best());
            ObjectNode line = Json.object().put(JsonLines.ITERATION, validated.iteration());
            line.set("validation", scores);
            lines.append(line);
        } else if (event instanceof TrainingEvent.ValidatedNumbers validated) {
            ObjectNode scores = Json.object()
                    .put("squaredError", validated.scores().squaredError().mean())
                    .put("ci95", validated.scores().squaredError().halfWidth())
                    .put("tasks", validated.scores().tasks())
                    .put("best", validated.best());
            ObjectNode line = Json.object().put(JsonLines.ITERATION, validated.iteration());
            line.set("validation", scores);
            lines.append(line);
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
