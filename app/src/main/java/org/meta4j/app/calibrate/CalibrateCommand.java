package org.meta4j.app.calibrate;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataOptions;
import org.meta4j.app.data.DataSource;
import org.meta4j.app.data.Part;
import org.meta4j.app.eval.SeenClasses;
import org.meta4j.app.models.ModelFile;
import org.meta4j.data.DataException;
import org.meta4j.engine.Workers;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.trust.Calibration;
import org.meta4j.learners.trust.Calibrator;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code meta4j calibrate}. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Find out when a learner's answers can be trusted: probabilities that mean what they say, and a"
                + " threshold for 'none of these'. Written into the model's file; 'meta4j train' does it at its end.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j calibrate runs/first",
            "  meta4j calibrate model.safetensors --data omniglot:DIR --split vinyals",
        })
public final class CalibrateCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(paramLabel = "RUN|FILE", description = "Run folder or model file.")
    private @Nullable Path model;

    @Mixin
    private DataOptions dataOptions = new DataOptions();

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "" + Calibrator.TASKS,
            description = "Tasks of each size. Default: ${DEFAULT-VALUE}.")
    private int tasks;

    @Option(
            names = "--unknown",
            paramLabel = "U",
            description = "Classes that only queries are of. Default: as many as known ones, or as there are to spare.")
    private @Nullable Integer unknown;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of tasks. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores. The result is the same.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print the calibration as one JSON document.")
    private boolean json;

    public CalibrateCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        atLeast("tasks", 1, tasks);
        atLeast("threads", 1, threads == null ? 1 : threads);
        atLeast("unknown classes", 0, unknown == null ? 0 : unknown);
        ModelFile file = ModelFile.find(Objects.requireNonNull(model));
        if (Documents.read(file.path()).format().equals(Documents.CHECKPOINT)) {
            throw new DataException("calibrate writes into a model file, but " + file.path()
                    + " is a checkpoint: finish the training, or give its model file");
        }
        if (file.isCompressed()) {
            throw new DataException("calibrate writes into a model file, but " + file.path()
                    + " is a compressed one, whose file has no place for it: calibrate the model before");
        }
        TrainedLearner learner = file.loadOfClasses("calibrate");
        DataChoice wanted = dataOptions.choice(file.data().orElse(DataChoice.DEFAULT));
        DataSource source = wanted.open(learner.exampleShape());
        DataChoice choice = wanted.resolved(source);
        MetaDataset data = choice.divide(
                source, learner.provenance().training().validation().ways());
        Part part = dataOptions.part(chosen(learner, data));
        LabelledExamples examples = part.of(data);
        if (Calibrator.sizes(learner, examples, unknown).isEmpty()) {
            throw new DataException(
                    data.name() + ", " + part.label() + " classes: " + Calibrator.problem(learner, examples, unknown));
        }
        source.notes().forEach(note -> streams.err().println("meta4j: note: " + note));
        if (part != Part.TRAIN) {
            Optional<String> seen = SeenClasses.warning(examples, source, choice, file.data(), learner.provenance());
            seen.ifPresent(warning -> streams.err()
                    .println("meta4j: warning: the learner was meta-trained on some of these classes: the calibration"
                            + " is too optimistic"));
        }
        Calibration calibration = calibrate(learner, examples, part, data);
        learner.withCalibration(calibration).save(file.path());
        print(file.path(), calibration);
        return ExitCodes.DONE;
    }

    private static void atLeast(String name, int bound, int value) {
        if (value < bound) {
            throw new UsageException(name + " must be at least " + bound + ", but was " + value);
        }
    }

    private Part chosen(TrainedLearner learner, MetaDataset data) {
        return Calibrator.sizes(learner, data.validation(), unknown).isEmpty() ? Part.TRAIN : Part.VALIDATION;
    }

    private Calibration calibrate(TrainedLearner learner, LabelledExamples examples, Part part, MetaDataset data) {
        Screen screen = new Screen(streams, false);
        int all = tasks * Calibrator.sizes(learner, examples, unknown).size();
        try (Workers workers = new Workers(Threads.of(threads))) {
            return new Calibrator(workers)
                    .calibrate(
                            learner,
                            examples,
                            unknown,
                            new Calibration.Origin(
                                    part == Part.TRAIN || data.disjoint() == MetaDataset.Disjoint.EXAMPLES
                                            ? Calibrator.TRAINING
                                            : part.label(),
                                    data.name(),
                                    data.fingerprint(),
                                    learner.batchNorm(),
                                    tasks,
                                    seed),
                            done -> screen.status(
                                    (double) done / all, Texts.count(done) + "/" + Texts.count(all) + " tasks"));
        } finally {
            screen.clear();
        }
    }

    private void print(Path file, Calibration calibration) {
        if (json) {
            ObjectNode result = Json.object().put("model", file.toString());
            result.set("calibration", Json.tree(calibration));
            streams.out().println(Json.write(result));
        } else {
            CalibrationWords.lines(calibration).forEach(line -> streams.out().println(line));
            streams.out().println("Written: " + file);
        }
    }
}
