package org.meta4j.app.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meta4j.app.cli.Texts;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingListener;
import org.meta4j.learners.training.TrainingSettings;

/** Shows how training goes. */
final class Progress implements TrainingListener {
    /** Seconds of training between lines where there is no status line to look at. */
    private static final double LINE_EVERY = 10;

    /** Share of the past in the smoothed loss and accuracy. */
    private static final double SMOOTHING = 0.98;

    private final TrainLog log;
    private final TrainingSettings settings;
    private double weight;
    private double loss;
    private double accuracy;
    private double firstProgress = -1;
    private double firstSeconds;
    private long firstTasks;
    private double lineAt;

    Progress(TrainLog log, TrainingSettings settings) {
        this.log = log;
        this.settings = settings;
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.Iterated iterated) {
            iterated(iterated);
        } else if (event instanceof TrainingEvent.Validated validated) {
            log.line(String.format(
                    Locale.ROOT,
                    "iteration %s: validation accuracy %s ± %s over %s tasks%s",
                    Texts.count(validated.iteration()),
                    Texts.percent(validated.scores().accuracy().mean()),
                    Texts.percentPoints(validated.scores().accuracy().halfWidth()),
                    Texts.count(validated.scores().tasks()),
                    validated.best() ? ", the best so far" : ""));
        } else if (event instanceof TrainingEvent.ValidatedNumbers validated) {
            log.line(text(validated));
        }
    }

    private static String text(TrainingEvent.ValidatedNumbers validated) {
        if (Double.isNaN(validated.scores().squaredError().mean())) {
            return "iteration " + Texts.count(validated.iteration())
                    + ": a validation task's error is no number: its steps diverge; fewer --solving-steps may not";
        }
        return String.format(
                Locale.ROOT,
                "iteration %s: validation squared error %.4f ± %.4f over %s tasks%s",
                Texts.count(validated.iteration()),
                validated.scores().squaredError().mean(),
                validated.scores().squaredError().halfWidth(),
                Texts.count(validated.scores().tasks()),
                validated.best() ? ", the best so far" : "");
    }

    private void iterated(TrainingEvent.Iterated event) {
        weight = SMOOTHING * weight + 1 - SMOOTHING;
        loss += (1 - SMOOTHING) / weight * (event.loss() - loss);
        accuracy += (1 - SMOOTHING) / weight * (event.accuracy() - accuracy);
        if (firstProgress < 0) {
            firstProgress = event.progress();
            firstSeconds = event.seconds();
            firstTasks = event.tasks();
            lineAt = event.seconds();
        }
        if (event.seconds() >= lineAt + LINE_EVERY) {
            lineAt = event.seconds();
            if (log.screen().hasStatus()) {
                log.file(text(event));
            } else {
                log.line(text(event));
            }
        }
        if (log.screen().hasStatus()) {
            log.screen().status(event.progress(), text(event));
        }
    }

    /** The most wanted first: a narrow terminal cuts the rest off. */
    private String text(TrainingEvent.Iterated event) {
        double seconds = event.seconds() - firstSeconds;
        double done = event.progress() - firstProgress;
        List<String> parts = new ArrayList<>();
        parts.add((int) (100 * event.progress()) + " %");
        if (done > 0) {
            parts.add(Texts.duration(seconds * (1 - event.progress()) / done) + " left");
        }
        parts.add(String.format(Locale.ROOT, "loss %.4f", loss));
        if (!Double.isNaN(accuracy)) {
            parts.add("accuracy " + Texts.percent(accuracy));
        }
        if (seconds > 0) {
            parts.add(String.format(Locale.ROOT, "%.1f tasks/s", (event.tasks() - firstTasks) / seconds));
        }
        boolean byTime = settings.minutes() != TrainingSettings.UNLIMITED;
        parts.add("iteration " + Texts.count(event.iteration())
                + (byTime ? "" : "/" + Texts.count(settings.iterations())));
        return String.join("  ", parts);
    }
}
