package org.meta4j.app.report;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.meta4j.app.data.Part;
import org.meta4j.app.models.LearnerFacts;
import org.meta4j.app.models.ModelFile;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.app.train.RunFolder;
import org.meta4j.app.train.RunSettings;
import org.meta4j.data.DataException;
import org.meta4j.engine.Engine;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.trust.OpenResults;
import org.meta4j.tasks.EpisodeSampler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code meta4j report}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Write one HTML page on a run: settings, learning curves, held-out score, confusion, reliability,"
                + " adaptation, a task and a map of embeddings. It needs nothing beside itself.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j report runs/first",
            "  meta4j report runs/first -o first.html --png pictures",
            "  meta4j report runs/first --data omniglot:DIR --split vinyals --tasks 1000"
        })
public final class ReportCommand implements Callable<Integer> {
    private static final String PAGE = "report.html";

    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "RUN|FILE", description = "Run folder, model file or checkpoint.")
    private @Nullable Path model;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE.html",
            description = "Default: " + PAGE + " in the run folder, or beside the model file.")
    private @Nullable Path out;

    @Mixin
    private DataOptions dataOptions = new DataOptions();

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "200",
            description = "Held-out tasks to solve. Default: ${DEFAULT-VALUE}.")
    private int tasks;

    @Option(names = "--svg", paramLabel = "DIR", description = "Write each picture as an SVG file too.")
    private @Nullable Path svg;

    @Option(names = "--png", paramLabel = "DIR", description = "Write each picture as a PNG file too.")
    private @Nullable Path png;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores. The result is the same.")
    private @Nullable Integer threads;

    public ReportCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        atLeastOne("tasks", tasks);
        atLeastOne("threads", threads == null ? 1 : threads);
        Path given = Objects.requireNonNull(model);
        ModelFile file = ModelFile.find(given);
        Path page = out != null ? out : Files.isDirectory(given) ? given.resolve(PAGE) : given.resolveSibling(PAGE);
        ReportFiles files = new ReportFiles(page, Optional.ofNullable(svg), Optional.ofNullable(png));
        files.check();
        TrainedLearner learner = file.loadOfClasses("report");
        Optional<RunFolder> folder = file.run();
        Optional<RunSettings> run = folder.filter(RunFolder::hasSettings).map(RunFolder::settings);
        Optional<Metrics> metrics = folder.map(found -> Metrics.read(found.metricsFile()));

        List<Section> sections = new ArrayList<>();
        sections.add(LearningSection.of(
                metrics,
                run.map(RunSettings::data).map(DataChoice::hasNewClasses).orElse(true)));
        sections.addAll(measured(learner, run.map(RunSettings::data)));
        sections.add(SettingsSections.settings(learner, run));
        sections.add(SettingsSections.provenance(learner, file.identity(learner), run));

        List<Picture> pictures = sections.stream().flatMap(Section::pictures).toList();
        files.write(
                Page.html(title(learner), lead(learner), sections, "Written by meta4j " + Engine.version()), pictures);
        streams.out().println("Written: " + page);
        announce(files, pictures.size());
        return ExitCodes.DONE;
    }

    private void announce(ReportFiles files, int pictures) {
        files.svg().ifPresent(to -> streams.out().println("Written: " + pictures + " pictures as SVG in " + to));
        files.png().ifPresent(to -> streams.out().println("Written: " + pictures + " pictures as PNG in " + to));
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new UsageException(name + " must be at least 1, but was " + value);
        }
    }

    private static String title(TrainedLearner learner) {
        return learner.settings().method() + " on " + learner.provenance().data();
    }

    private static String lead(TrainedLearner learner) {
        return Texts.count(learner.provenance().iteration()) + " iterations in "
                + Texts.duration(learner.provenance().seconds()) + ", made for "
                + LearnerFacts.words(learner.provenance().training().validation());
    }

    /** All that needs data. Data that were named have to be there; those of the run may have gone since. */
    private List<Section> measured(TrainedLearner learner, Optional<DataChoice> run) {
        boolean typed =
                Objects.requireNonNull(spec).commandLine().getParseResult().hasMatchedOption("--data");
        if (!typed && run.isEmpty()) {
            return withoutData(learner, "A model file does not say where its data are");
        }
        DataChoice wanted = dataOptions.choice(
                run.map(data -> data.withTrainOnValidation(false)).orElse(DataChoice.DEFAULT));
        try {
            return withData(TestTasks.open(learner, wanted, dataOptions.part(Part.TEST), run, tasks));
        } catch (DataException | UncheckedIOException e) {
            if (typed) {
                throw e;
            }
            return withoutData(learner, "The data of the run cannot be used: " + e.getMessage());
        }
    }

    private static List<Section> withoutData(TrainedLearner learner, String why) {
        return List.of(
                Section.missing(
                        "score",
                        "Held-out score",
                        why
                                + ". So there is no held-out score, confusion matrix, reliability diagram, adaptation curve,"
                                + " task or map of embeddings: name the data with --data."),
                TrustSection.ofModel(learner.calibration()));
    }

    private List<Section> withData(TestTasks test) {
        Screen screen = new Screen(streams, false);
        Evaluator.Progress progress =
                done -> screen.status((double) done / tasks, Texts.count(done) + "/" + Texts.count(tasks) + " tasks");
        try (Workers workers = new Workers(Threads.of(threads))) {
            EpisodeSampler sampler = test.sampler();
            OpenResults results = OpenResults.solve(workers, test.learner(), sampler, tasks, progress);
            ScoreSections scores = new ScoreSections(test, sampler, results);
            return List.of(
                    scores.score(),
                    scores.confusion(),
                    TrustSection.of(test, workers, progress),
                    new AdaptationSection(test, workers).section(),
                    scores.episode(),
                    EmbeddingSection.of(test));
        } finally {
            screen.clear();
        }
    }
}
