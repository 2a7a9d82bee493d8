package org.meta4j.app.eval;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataOptions;
import org.meta4j.app.data.DataSource;
import org.meta4j.app.data.DataSpec;
import org.meta4j.app.data.Part;
import org.meta4j.app.models.ModelFile;
import org.meta4j.app.tables.TablesEval;
import org.meta4j.app.tables.TablesOptions;
import org.meta4j.data.DataException;
import org.meta4j.data.OmniglotRuns;
import org.meta4j.data.Sinusoids;
import org.meta4j.engine.Workers;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.Methods;
import org.meta4j.learners.SiameseSettings;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.trust.OpenResults;
import org.meta4j.scores.PairScores;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.TaskFamily;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meta4j eval}. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Score a learner on tasks of classes that it has never seen.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j eval runs/first",
            "  meta4j eval runs/first --data omniglot:DIR --split vinyals:test --ways 20",
            "  meta4j eval runs/first --shots 5 --unknown 5",
            "  meta4j eval runs/siamese --pairs 10000",
            "  meta4j eval runs/first --head pt-map",
            "  meta4j eval runs/first --data folder:DIR --split all --json",
            "  meta4j eval runs/first --data lake-runs:DIR",
            "  meta4j eval runs/set --data tables:ZIP --base mean,ridge,tree",
            "  meta4j eval runs/digits --shots 50 --base knn --picture digits.png"
        })
public final class EvalCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(paramLabel = "RUN|FILE", arity = "0..1", description = "Run folder, model file or checkpoint.")
    private @Nullable Path model;

    @Mixin
    private DataOptions dataOptions = new DataOptions();

    @Mixin
    private DrawnTasks drawn = new DrawnTasks();

    @Option(
            names = "--batch-norm",
            paramLabel = "MODE",
            description = "running, support-plus-one or transductive. Default: the method's.")
    private @Nullable String batchNorm;

    @Option(names = "--solving-steps", paramLabel = "N", description = "Steps on a task (methods that adapt).")
    private @Nullable Integer solvingSteps;

    @Option(
            names = "--unknown",
            arity = "0..1",
            fallbackValue = OpenTest.AS_MANY,
            paramLabel = "U",
            description =
                    "Add queries of U classes that a task does not have, and say how well they are told from its"
                            + " own: AUROC, calibration error, coverage at 95 %% precision. Without U: as many as known classes.")
    private @Nullable Integer unknown;

    @Option(
            names = "--class-distance",
            paramLabel = "D",
            description = "nearest or mean (siamese). Default: as trained for.")
    private @Nullable String classDistance;

    @Option(
            names = "--head",
            paramLabel = "HEAD",
            description =
                    "Solve tasks by the learner's features with protonet, simpleshot, baseline++, rfs, soft-k-means,"
                            + " laplacian or pt-map, the last three transductive. Default: the method's own way.")
    private @Nullable String head;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Score N pairs of images too, half of them of one class: same or different, by a distance"
                    + " threshold chosen on N pairs of the validation classes.")
    private @Nullable Integer pairs;

    @Option(
            names = "--beside",
            paramLabel = "LEARNER",
            description = "Score this one, which has learned nothing from other tasks, on the same tasks too:"
                    + " nearest-neighbour, of the numbers as they are, such as pixels.")
    private @Nullable String beside;

    @Mixin
    private TablesOptions tablesOptions = new TablesOptions();

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores. The result is the same.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    public EvalCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        drawn.check();
        atLeastOne("threads", threads == null ? 1 : threads);
        OpenTest.check(unknown);
        Optional<BaseLearner> yardstick = Optional.ofNullable(beside).map(Yardstick::named);
        if (pairs != null && pairs < 2) {
            throw new UsageException("pairs must be at least 2, but was " + pairs);
        }
        boolean baseAlone = model == null && tablesOptions.haveBase();
        if (baseAlone || dataOptions.areTables() || TablesEval.isSet(model)) {
            return tables(dataOptions.choice(DataChoice.DEFAULT));
        }
        Optional<BatchNorm> mode =
                Optional.ofNullable(batchNorm).map(name -> UsageException.check(() -> BatchNorm.named(name)));
        ModelFile file = ModelFile.find(TablesOptions.requireModel(model));
        TrainedLearner loaded = file.load();
        Optional<DataChoice> runData = file.data();
        EpisodeShape trainedFor = loaded.provenance().training().validation();
        // A run's own data are what its learner is scored on, unless others are named.
        DataChoice wanted = dataOptions.choice(
                runData.map(data -> data.withTrainOnValidation(false)).orElse(DataChoice.DEFAULT));
        boolean numbers = loaded.settings().tasks() == TaskType.REGRESSION;
        if (numbers && wanted.spec().kind() == DataSpec.Kind.TABLES) {
            return tables(wanted);
        }
        if (numbers != wanted.areNumbers()) {
            throw new UsageException("this learner of " + loaded.settings().method()
                    + (numbers
                            ? " predicts numbers, but the data are of classes: give --data sinusoid"
                            : " predicts classes, but the data are tasks of numbers: give data of classes"));
        }
        if (numbers) {
            return numbers(loaded, file.path(), wanted.numbers().orElseThrow());
        }
        tablesOptions.requireNone();
        if (wanted.isLakeRuns()) {
            return lakeRuns(loaded, file.path(), mode, wanted.spec(), yardstick);
        }
        EpisodeShape shape = drawn.shape(trainedFor);
        TrainedLearner learner = chosen(loaded, mode);
        TaskSizes.require(learner, shape);
        DataSource source = wanted.open(learner.exampleShape());
        DataChoice choice = wanted.resolved(source);
        // A run's own data are divided as in training, whatever the ways of the score: another division would mix
        // classes.
        boolean own = runData.map(data ->
                        data.spec().equals(wanted.spec()) && data.others().equals(wanted.others()))
                .orElse(false);
        MetaDataset data = choice.divide(source, own ? trainedFor.ways() : shape.ways());
        Part part = dataOptions.part(Part.TEST);
        LabelledExamples examples = part.of(data);
        String split = choice.splitNames() + ":" + part.label();
        EpisodeSampler.misfit(examples, shape).ifPresent(problem -> {
            throw new DataException(data.name() + ", split " + split + ": " + problem);
        });
        Optional<OpenTest> openTest = Optional.ofNullable(unknown)
                .map(count ->
                        OpenTest.of(learner, examples, shape, count, drawn.seed(), data.name() + ", split " + split));
        Optional<PairTest> pairTest =
                Optional.ofNullable(pairs).map(count -> PairTest.of(learner, data, part, runData, count, drawn.seed()));
        source.notes().forEach(note -> streams.err().println("meta4j: note: " + note));
        Optional<String> seen = SeenClasses.warning(examples, source, choice, runData, learner.provenance());
        seen.ifPresent(warning -> streams.err().println("meta4j: " + warning));
        pairTest.flatMap(test -> test.note(data, source, choice, runData, learner.provenance()))
                .ifPresent(note -> streams.err().println("meta4j: note: " + note));
        int tasks = drawn.count();
        long seed = drawn.seed();
        long began = System.nanoTime();
        Scores scores;
        Optional<TrustResult> trust = Optional.empty();
        Optional<PairScores> pairScores;
        Optional<Yardstick> besideScore;
        try (Workers workers = new Workers(threadCount())) {
            if (openTest.isPresent()) {
                OpenResults results =
                        Watched.tasks(streams, tasks, progress -> openTest.get().solve(workers, tasks, progress));
                scores = results.scores();
                trust = Optional.of(
                        openTest.get().score(results, note -> streams.err().println("meta4j: note: " + note)));
            } else {
                EpisodeSampler sampler = new EpisodeSampler(examples, shape, seed);
                scores = Watched.tasks(
                        streams, tasks, progress -> new Evaluator(workers).evaluate(learner, sampler, tasks, progress));
            }
            pairScores = pairTest.map(test -> test.score(workers));
            besideScore = yardstick.map(other -> Yardstick.score(
                    Objects.requireNonNull(beside), other, new EpisodeSampler(examples, shape, seed), tasks, workers));
        }
        EvalResult result = new EvalResult(
                scores.accuracy().mean(),
                scores.accuracy().halfWidth(),
                scores.macroF1().mean(),
                scores.tasks(),
                seed,
                split,
                seen.isEmpty(),
                learner.batchNorm().label(),
                shape.ways(),
                shape.shots(),
                shape.queries(),
                learner.settings().method(),
                file.path().toString(),
                data.name(),
                (System.nanoTime() - began) / 1e9,
                head,
                learner.transductive(),
                trust.orElse(null),
                pairScores.orElse(null),
                besideScore.orElse(null));
        streams.out().println(json ? result.json() : result.text());
        return ExitCodes.DONE;
    }

    /** Tasks of tables. */
    private int tables(DataChoice data) {
        NumbersTest.requireNoChoice(null, unknown, pairs, head, classDistance, batchNorm, false);
        TablesOptions.refuse("--solving-steps", solvingSteps, "tables: leave it out");
        TablesOptions.refuse("--beside", beside, "tables: use --base");
        tablesOptions.requireNoPicture("tables");
        return new TablesEval(
                        model,
                        tablesOptions.base(),
                        data,
                        TablesOptions.part(dataOptions),
                        dataOptions.hasSplitSeed(),
                        drawn.ways(),
                        drawn.shots(),
                        drawn.queries(),
                        drawn.count(),
                        drawn.seed())
                .run(threadCount(), json, streams);
    }

    private int threadCount() {
        return Threads.of(threads);
    }

    /** Tasks of numbers. */
    private int numbers(TrainedLearner learner, Path file, TaskFamily family) {
        NumbersTest.requireNoChoice(
                drawn.ways(), unknown, pairs, head, classDistance, batchNorm, dataOptions.hasSplit());
        EpisodeShape trainedFor = learner.provenance().training().validation();
        EpisodeShape shape = EpisodeShape.ofNumbers(
                drawn.shots() == null ? trainedFor.shots() : drawn.shots(),
                drawn.queries() == null ? Sinusoids.TEST_QUERIES : drawn.queries());
        TablesOptions.refuse("--beside", beside, "tasks of numbers: use --base");
        NumbersTest test = new NumbersTest(
                learner,
                family,
                shape,
                drawn.count(),
                drawn.seed(),
                Optional.ofNullable(solvingSteps),
                tablesOptions.learners());
        tablesOptions.draw(family, learner, shape.shots(), drawn.seed());
        NumbersResult result;
        try (Workers workers = new Workers(threadCount())) {
            result = test.score(workers, file.toString());
        }
        streams.out().println(json ? result.json() : result.text());
        return ExitCodes.DONE;
    }

    /** Lake's runs: tasks that are given, not drawn. */
    private int lakeRuns(
            TrainedLearner loaded,
            Path file,
            Optional<BatchNorm> mode,
            DataSpec spec,
            Optional<BaseLearner> yardstick) {
        LakeRuns.requireNoChoice(drawn.ways(), drawn.shots(), dataOptions.hasSplit());
        TrainedLearner learner = chosen(loaded, mode);
        TaskSizes.requireLakeRuns(learner);
        OmniglotRuns runs = LakeRuns.open(spec, learner.exampleShape());
        LakeRuns.warning(learner.provenance())
                .ifPresent(warning -> streams.err().println("meta4j: " + warning));
        long began = System.nanoTime();
        int count = runs.tasks().count();
        Scores scores;
        Optional<Yardstick> besideScore;
        try (Workers workers = new Workers(threadCount())) {
            scores = Watched.tasks(
                    streams,
                    count,
                    progress -> new Evaluator(workers).evaluate(learner, runs.tasks(), count, progress));
            besideScore = yardstick.map(
                    other -> Yardstick.score(Objects.requireNonNull(beside), other, runs.tasks(), count, workers));
        }
        RunsResult result = new RunsResult(
                1 - scores.accuracy().mean(),
                scores.accuracy().mean(),
                scores.accuracy().halfWidth(),
                scores.tasks(),
                LakeRuns.SHAPE.ways(),
                LakeRuns.SHAPE.shots(),
                LakeRuns.SHAPE.queries(),
                learner.batchNorm().label(),
                learner.settings().method(),
                file.toString(),
                "omniglot/one-shot-runs",
                (System.nanoTime() - began) / 1e9,
                besideScore.orElse(null));
        streams.out().println(json ? result.json() : result.text());
        return ExitCodes.DONE;
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new UsageException(name + " must be at least 1, but was " + value);
        }
    }

    /** The learner as the options want it; what it cannot do is wrong use. */
    private TrainedLearner chosen(TrainedLearner learner, Optional<BatchNorm> mode) {
        String method = learner.settings().method();
        InnerSettings inner = learner.settings().inner();
        if (inner == null && solvingSteps != null) {
            throw new UsageException("option --solving-steps does not go with a learner of " + method
                    + ", which takes no steps on a task");
        }
        SiameseSettings siamese = learner.settings().siamese();
        if (siamese == null && classDistance != null) {
            throw new UsageException(
                    "option --class-distance does not go with a learner of " + method + ", which compares no pairs");
        }
        return UsageException.check(() -> {
            TrainedLearner result = learner;
            if (inner != null && solvingSteps != null) {
                result = result.withInner(inner.withSolvingSteps(solvingSteps));
            }
            if (siamese != null && classDistance != null) {
                result = result.withSiamese(
                        siamese.withClassDistance(SiameseSettings.ClassDistance.named(classDistance)));
            }
            if (head != null) {
                result = result.withHead(head);
            }
            return result.withBatchNorm(
                    mode.orElseGet(() -> Methods.named(method).evaluationBatchNorm()));
        });
    }
}
