package org.meta4j.app.train;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.calibrate.CalibrationWords;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Invocation;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.data.Parts;
import org.meta4j.engine.Engine;
import org.meta4j.engine.Workers;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.training.Checkpoint;
import org.meta4j.learners.training.Provenance;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingEvent;
import org.meta4j.learners.training.TrainingMemory;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.learners.trust.Calibration;
import org.meta4j.learners.trust.Calibrator;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.TaskFamily;
import tools.jackson.databind.node.ObjectNode;

/** Trains in a run folder: everything was checked, now files are written. */
final class TrainingRun {
    private final RunFolder folder;
    private final RunSettings settings;
    private final TaskFamily data;
    private final List<String> notes;
    private final int threads;
    private final int calibrationTasks;
    private final @Nullable Checkpoint checkpoint;
    private final Streams streams;
    private final Screen screen;

    /**
     * @param settings that the run was begun with
     * @param notes for the user, a line each
     * @param threads to compute with now
     * @param calibrationTasks of each size; 0 for no calibration
     * @param checkpoint to go on from; null for a new run
     * @param quiet whether the result alone is shown
     */
    TrainingRun(
            RunFolder folder,
            RunSettings settings,
            TaskFamily data,
            List<String> notes,
            int threads,
            int calibrationTasks,
            @Nullable Checkpoint checkpoint,
            Streams streams,
            boolean quiet) {
        this.folder = folder;
        this.settings = settings;
        this.data = data;
        this.notes = List.copyOf(notes);
        this.threads = threads;
        this.calibrationTasks = calibrationTasks;
        this.checkpoint = checkpoint;
        this.streams = streams;
        this.screen = new Screen(streams, quiet);
    }

    /** Trains to the end or until interrupted; returns the exit code. */
    int run(boolean json) {
        try (Workers workers = new Workers(threads)) {
            Trainer trainer = new Trainer(settings.learner(), settings.training(), data, workers);
            TrainingMemory memory = trainer.memory();
            // Before anything is written.
            MemoryNeed.require(memory, settings.learner(), Runtime.getRuntime().maxMemory());
            Checkpoint start = checkpoint != null ? checkpoint : trainer.checkpoint(trainer.start());
            if (checkpoint == null) {
                folder.create(settings, start);
            } else {
                folder.clean();
            }
            return train(trainer, start, memory, workers, json);
        }
    }

    private int train(Trainer trainer, Checkpoint start, TrainingMemory memory, Workers workers, boolean json) {
        AtomicReference<TrainingEvent.@Nullable Finished> end = new AtomicReference<>();
        try (TrainLog log = new TrainLog(screen, folder.logFile());
                RunMetrics metrics =
                        new RunMetrics(folder.metricsFile(), start.state().iteration())) {
            introduce(log, start);
            log.line(MemoryNeed.line(memory));
            trainer.listen(metrics)
                    .listen(new Progress(log, settings.training()))
                    .listen(event -> {
                        if (event instanceof TrainingEvent.Finished finished) {
                            end.set(finished);
                        }
                    });
            TrainedLearner learned;
            TrainingEvent.Finished finished;
            // Until it is closed an interrupted JVM waits for all that is written here.
            try (Interruption interruption = new Interruption(trainer)) {
                learned = trainer.train(start.state(), folder::keep);
                screen.clear();
                finished = Objects.requireNonNull(end.get());
                if (finished.reason() == TrainingEvent.Reason.INTERRUPTED) {
                    finish(log, learned, finished, json);
                    log.line("meta4j: interrupted after iteration " + Texts.count(finished.iteration())
                            + "; go on with: " + Invocation.hint("train", "--resume", "--out", folder.path()));
                    return ExitCodes.INTERRUPTED;
                }
            }
            // Who interrupts here has the model, and can calibrate it later.
            calibrate(log, learned, workers);
            finish(log, learned, finished, json);
            return ExitCodes.DONE;
        } finally {
            screen.clear();
        }
    }

    private void finish(TrainLog log, TrainedLearner learned, TrainingEvent.Finished finished, boolean json) {
        log.file(summary(learned, finished));
        report(learned, finished, json);
    }

    /** Adds a calibration to the model that was written. */
    private void calibrate(TrainLog log, TrainedLearner learned, Workers workers) {
        if (calibrationTasks == 0 || !(data instanceof MetaDataset classes)) {
            return;
        }
        boolean held = !Calibrator.sizes(learned, classes.validation(), null).isEmpty();
        LabelledExamples examples = held ? classes.validation() : classes.train();
        int sizes = Calibrator.sizes(learned, examples, null).size();
        if (sizes == 0) {
            log.line("meta4j: note: not calibrated: " + Calibrator.problem(learned, examples, null));
            return;
        }
        int all = sizes * calibrationTasks;
        long seed = Seeds.of(settings.training().seed(), "calibration");
        Calibration calibration = new Calibrator(workers)
                .calibrate(
                        learned,
                        classes,
                        calibrationTasks,
                        seed,
                        done -> screen.status(
                                (double) done / all,
                                "calibrating: " + Texts.count(done) + "/" + Texts.count(all) + " tasks"));
        learned.withCalibration(calibration).save(folder.modelFile());
        screen.clear();
        CalibrationWords.lines(calibration).forEach(log::line);
    }

    private void introduce(TrainLog log, Checkpoint start) {
        notes.forEach(note -> log.line("meta4j: note: " + note));
        TrainingSettings training = settings.training();
        log.line(String.format(
                Locale.ROOT,
                "%s on %s, %s, %s, seed %d, %d %s, kernels %s",
                settings.learner().method(),
                data instanceof MetaDataset classes ? words(classes) : data.name(),
                settings.learner().network().kind(),
                shape(training.episode())
                        + (training.tasksPerIteration() > 1 ? " × " + training.tasksPerIteration() : ""),
                training.seed(),
                threads,
                threads == 1 ? "thread" : "threads",
                Engine.kernels()));
        if (start.state().iteration() > 0) {
            log.line("resumed after iteration " + Texts.count(start.state().iteration()));
        }
    }

    private static String words(MetaDataset data) {
        return data.name() + " (" + Parts.words(data) + ")";
    }

    private static String shape(EpisodeShape shape) {
        if (shape.ways() == 1) {
            return shape.shots() + "-shot " + shape.queries() + "-query tasks of numbers";
        }
        return shape.ways() + "-way " + shape.shots() + "-shot " + shape.queries() + "-query tasks";
    }

    private String summary(TrainedLearner learned, TrainingEvent.Finished finished) {
        Provenance provenance = learned.provenance();
        boolean validated = provenance.validationAccuracy() >= 0;
        Double error = provenance.validationError();
        return folder.modelFile() + ": " + settings.learner().method() + ", " + Texts.count(finished.iteration())
                + " iterations in " + Texts.duration(provenance.seconds())
                + (finished.reason() == TrainingEvent.Reason.EARLY_STOP ? ", stopped early" : "")
                + (validated
                        ? ", best validation accuracy " + Texts.percent(provenance.validationAccuracy())
                                + " after iteration " + Texts.count(provenance.iteration())
                        : error != null
                                ? String.format(Locale.ROOT, ", best validation squared error %.4f", error)
                                        + " after iteration " + Texts.count(provenance.iteration())
                                : ", not validated");
    }

    private void report(TrainedLearner learned, TrainingEvent.Finished finished, boolean json) {
        if (!json) {
            streams.out().println(summary(learned, finished));
            return;
        }
        Provenance provenance = learned.provenance();
        ObjectNode result = Json.object()
                .put("run", folder.path().toString())
                .put("model", folder.modelFile().toString())
                .put("method", settings.learner().method())
                .put("data", data.name())
                .put("ways", settings.training().validation().ways())
                .put("shots", settings.training().validation().shots())
                .put("iterations", finished.iteration())
                .put("reason", Json.name(finished.reason()))
                .put("seconds", provenance.seconds());
        if (provenance.validationAccuracy() >= 0) {
            result.put("validationAccuracy", provenance.validationAccuracy());
        } else {
            result.putNull("validationAccuracy");
        }
        if (provenance.validationError() != null) {
            result.put("validationError", provenance.validationError());
        }
        result.put("modelIteration", provenance.iteration())
                .put("seed", settings.training().seed())
                .put("threads", threads)
                .put("kernels", Engine.kernels());
        streams.out().println(Json.write(result));
    }
}
