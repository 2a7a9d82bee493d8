package org.meta4j.app.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataOptions;
import org.meta4j.app.data.DataSource;
import org.meta4j.app.data.DataSources;
import org.meta4j.app.data.DataSpec;
import org.meta4j.app.tables.ModelSetTraining;
import org.meta4j.data.DataException;
import org.meta4j.data.Sinusoids;
import org.meta4j.learners.training.Checkpoint;
import org.meta4j.learners.trust.Calibrator;
import org.meta4j.tabular.family.TableTasks;
import org.meta4j.tabular.modelset.ModelSetSettings;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.TaskFamily;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code meta4j train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Meta-train a learner, into a run folder. Ctrl-C writes a checkpoint; --resume goes on from it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j train --method protonet --minutes 1 --out runs/first",
            "  meta4j train --method protonet --data omniglot:DIR --out runs/omniglot",
            "  meta4j train --method maml --data folder:DIR --shots 5 --out runs/mine",
            "  meta4j train --method maml --data sinusoid --out runs/sine",
            "  meta4j train --resume --out runs/mine"
        })
public final class TrainCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DataOptions dataOptions = new DataOptions();

    @Option(
            names = "--train-on-validation",
            description = "Train on the validation classes too: for a final model, once all choices are made.")
    private boolean trainOnValidation;

    @Mixin
    private TrainOptions options = new TrainOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "RUN",
            description = "Run folder: settings, metrics, checkpoints, log, model.")
    private @Nullable Path out;

    @Option(
            names = "--calibration-tasks",
            paramLabel = "N",
            defaultValue = "" + Calibrator.TASKS,
            description = "Tasks of each size to calibrate on when training is done, see 'meta4j calibrate'; 0 for no"
                    + " calibration. Default: ${DEFAULT-VALUE}.")
    private int calibrationTasks;

    @Option(names = "--resume", description = "Go on with the run in --out, with its settings.")
    private boolean resume;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores. The result is the same.")
    private @Nullable Integer threads;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show the result alone.")
    private boolean quiet;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    public TrainCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (out == null) {
            throw new UsageException("missing required option: '--out=RUN', the folder to train in");
        }
        Threads.check(threads);
        if (calibrationTasks < 0) {
            throw new UsageException("calibration tasks must be at least 0, but was " + calibrationTasks);
        }
        dataOptions.requireNoPart();
        RunFolder folder = RunFolder.at(out);
        if (ModelSetTraining.isNamed(options.method)) {
            return modelSet(folder);
        }
        if (resume) {
            folder.requireRun();
            // Before the checkpoint is read: another training would write the next one meanwhile.
            try (RunLock lock = folder.lock()) {
                return resumed(folder).run(json);
            }
        }
        TrainingRun run = begun(folder);
        try (RunLock lock = folder.lock()) {
            // Another one may have begun here while the data were read.
            folder.requireNew();
            return run.run(json);
        }
    }

    private int modelSet(RunFolder folder) {
        ModelSetTraining.requireOwn(line().getParseResult().matchedOptions().stream()
                .map(option -> option.longestName())
                .toList());
        long tasks =
                options.training.iterations == null ? ModelSetSettings.DEFAULT.tasks() : options.training.iterations;
        ModelSetTraining training = new ModelSetTraining(
                dataOptions.choice(DataChoice.DEFAULT),
                options.learner.members == null ? List.of() : options.learner.members,
                options.tasks.ways == null ? null : OptionRules.ways(options.tasks.ways),
                options.tasks.shots == null ? ModelSetTraining.SHOTS : options.tasks.shots,
                (int) Math.min(Integer.MAX_VALUE, tasks),
                options.training.seed == null ? 0 : options.training.seed,
                folder.modelFile());
        folder.requireNew();
        return training.run(streams, quiet, json);
    }

    private picocli.CommandLine line() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private TrainingRun begun(RunFolder folder) {
        if (dataOptions.areNumbers()) {
            return begunOnNumbers(folder);
        }
        // Once with any shape: what was typed wrongly is found before the data are looked at.
        TrainingPlan.of(options, DataSources.DEFAULT_SHAPE);
        DataChoice wanted = dataOptions.choice(DataChoice.DEFAULT).absolute().withTrainOnValidation(trainOnValidation);
        if (trainOnValidation) {
            OptionRules.checkTrainOnValidation(options);
        }
        folder.requireNew();
        ExampleShape shape = wanted.naturalShape();
        TrainingPlan plan = TrainingPlan.of(options, shape);
        DataSource source = wanted.open(shape);
        DataChoice choice = wanted.resolved(source);
        MetaDataset data = choice.divide(source, plan.training().validation().ways());
        TrainingPlan fitted = plan.fit(options, data);
        List<String> notes = new ArrayList<>(source.notes());
        notes.addAll(fitted.notes());
        RunSettings settings = new RunSettings(
                words(),
                choice,
                new Checkpoint.DataIdentity(data.name(), data.fingerprint()),
                fitted.learner(),
                fitted.training(),
                threadCount(),
                RunSettings.Versions.here());
        return new TrainingRun(folder, settings, data, notes, threadCount(), calibrationTasks, null, streams, quiet);
    }

    private TrainingRun begunOnNumbers(RunFolder folder) {
        DataChoice choice = dataOptions.choice(DataChoice.DEFAULT).absolute();
        TaskFamily data = choice.numbers()
                .orElseThrow(() -> new UsageException(
                        "these data are tasks of numbers beside others: each is used alone, with no other --data"));
        if (trainOnValidation || dataOptions.hasSplit()) {
            throw new UsageException("option " + (trainOnValidation ? "--train-on-validation" : "--split")
                    + " does not go with --data "
                    + choice.spec().kind().label() + ", whose tasks have parts of their own: leave it out");
        }
        boolean tables = choice.spec().kind() == DataSpec.Kind.TABLES;
        TrainingPlan plan = TrainingPlan.ofNumbers(
                options, choice.naturalShape(), tables ? TableTasks.QUERIES : Sinusoids.TEST_QUERIES);
        folder.requireNew();
        RunSettings settings = new RunSettings(
                words(),
                choice,
                new Checkpoint.DataIdentity(data.name(), data.fingerprint()),
                plan.learner(),
                plan.training(),
                threadCount(),
                RunSettings.Versions.here());
        return new TrainingRun(folder, settings, data, plan.notes(), threadCount(), 0, null, streams, quiet);
    }

    private TrainingRun resumed(RunFolder folder) {
        RunSettings settings = folder.settings();
        Checkpoint checkpoint = folder.checkpoint();
        String name = folder.path().toString();
        OptionRules.checkResume(options, checkpoint.learner(), checkpoint.training(), name);
        if (trainOnValidation && !settings.data().trainOnValidation()) {
            throw new UsageException("option --train-on-validation contradicts the run in " + name
                    + ", which validates: leave it out, or begin another run with another --out");
        }
        DataChoice wanted = dataOptions.choice(settings.data());
        Optional<TaskFamily> numbers = wanted.numbers();
        if (numbers.isPresent() && numbers.get().name().equals(checkpoint.data().name())) {
            return new TrainingRun(
                    folder, settings, numbers.get(), List.of(), threadCount(), 0, checkpoint, streams, quiet);
        }
        DataSource source =
                wanted.open(new ExampleShape(checkpoint.learner().network().exampleShape()));
        MetaDataset data = wanted.resolved(source)
                .divide(source, checkpoint.training().validation().ways());
        if (!data.fingerprint().equals(checkpoint.data().fingerprint())) {
            throw new DataException("the data are not those of the run in " + name + ": it was begun on "
                    + checkpoint.data().name() + " (" + settings.data().data() + ", split "
                    + settings.data().split()
                    + ", split seed " + settings.data().splitSeed()
                    + "), and images, classes or split have changed: resume with the same data, or begin another run");
        }
        return new TrainingRun(
                folder, settings, data, source.notes(), threadCount(), calibrationTasks, checkpoint, streams, quiet);
    }

    private int threadCount() {
        return Threads.of(threads);
    }

    private List<String> words() {
        var parsed = line().getParseResult();
        List<String> words = new ArrayList<>(List.of("train"));
        words.addAll(parsed.expandedArgs());
        return words;
    }
}
