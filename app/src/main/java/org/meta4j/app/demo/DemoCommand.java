package org.meta4j.app.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.UsageException;
import org.meta4j.engine.Workers;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import org.meta4j.scores.MeanInterval;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code meta4j demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Learn to learn characters in about a minute: needs no data, writes a model to go on with and a"
                + " picture of a task that it solved.",
        footer = {"", "Examples:", "  meta4j demo", "  meta4j demo --data omniglot --seed 1 --out omniglot-demo"})
public final class DemoCommand implements Callable<Integer> {
    private static final String FOLDER = "meta4j-demo";

    private final DemoPlan standard;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Real handwriting instead of made-up alphabets: the folder with Omniglot's two zips.")
    private @Nullable Path data;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random (default: 0).")
    private long seed;

    @Option(names = "--episodes", paramLabel = "N", description = "Episodes of meta-training (default: 600).")
    private @Nullable Long episodes;

    @Option(names = "--tasks", paramLabel = "N", description = "Test tasks for each of the two scores (default: 400).")
    private @Nullable Integer tasks;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder to write to (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of(FOLDER);

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: one for each core).")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print the result as JSON; everything else goes to standard error.")
    private boolean json;

    public DemoCommand() {
        this(DemoPlan.standard());
    }

    DemoCommand(DemoPlan standard) {
        this.standard = standard;
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        DemoPlan plan = plan();
        DemoData demoData = data == null ? DemoData.drawn(plan) : DemoData.omniglot(data);
        OutputFolder.prepare(out);
        PrintWriter err = line.getErr();
        DemoWords words = new DemoWords(json ? err : line.getOut());
        try (Workers workers = threads == null ? Workers.onAllCores() : new Workers(threads)) {
            DemoRun run = new DemoRun(plan, demoData, workers);
            words.training(demoData, plan);
            TrainedLearner learner =
                    run.train(new DemoProgress(err, plan.training().iterations()));
            words.testing(demoData, plan, learner.provenance().seconds());
            MeanInterval oneShot = run.test(learner, DemoPlan.FEW_SHOTS);
            MeanInterval fiveShot = run.test(learner, DemoPlan.MORE_SHOTS);
            DemoResult result = run.write(learner, oneShot, fiveShot, out);
            words.result(result, out);
            if (json) {
                line.getOut().println(Json.write(result.summary((System.nanoTime() - began) / 1e9)));
                line.getOut().flush();
            }
        }
        return ExitCodes.DONE;
    }

    private DemoPlan plan() {
        requireAtLeast("--episodes", 1, episodes);
        requireAtLeast("--tasks", 2, tasks);
        requireAtLeast("--threads", 1, threads);
        DemoPlan plan = standard.withSeed(seed);
        plan = episodes == null ? plan : plan.withEpisodes(episodes);
        return tasks == null ? plan : plan.withTasks(tasks);
    }

    private void requireAtLeast(String option, long bound, @Nullable Number value) {
        if (value != null && value.longValue() < bound) {
            throw new UsageException(option + " must be at least " + bound + ", but was " + value);
        }
    }
}
