package org.meta4j.app.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.bench.accuracy.Goal;
import org.meta4j.bench.accuracy.OmniglotTasks;
import org.meta4j.bench.accuracy.TimeToAccuracy;
import org.meta4j.bench.accuracy.TimeToAccuracy.Evaluation;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meta4j bench accuracy}. */
@Command(
        name = "accuracy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "How long training takes until an accuracy is reached on 5-way 1-shot tasks of Omniglot's test"
                + " characters (split vinyals). Loading, evaluating and writing do not count. The script"
                + " time_to_accuracy.py runs it beside the same training in PyTorch.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j bench accuracy --method protonet --omniglot DIR --out runs/protonet-time",
            "  meta4j bench accuracy --method protonet --omniglot DIR --out runs/protonet-time --resume"
        })
final class AccuracyCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--method", paramLabel = "METHOD", description = "protonet or maml. Default: protonet.")
    private String method = "protonet";

    @Option(names = "--omniglot", paramLabel = "DIR", required = true, description = "Folder of Omniglot's zips.")
    private @Nullable Path omniglot;

    @Option(
            names = "--accuracy",
            paramLabel = "A",
            description = "To be reached, between 0 and 1. Default: 0.975; maml: 0.965.")
    private @Nullable Double accuracy;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Of the whole schedule, which halves the rate after a half and three quarters."
                    + " Default: 6000; maml: 9000.")
    private @Nullable Long iterations;

    @Option(
            names = "--every",
            paramLabel = "N",
            defaultValue = "250",
            description = "Iterations between evaluations. Default: ${DEFAULT-VALUE}.")
    private long every;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "600",
            description = "Of an evaluation, the same each time. Default: ${DEFAULT-VALUE}.")
    private int tasks;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--most-seconds", paramLabel = "N", description = "End then, reached or not. Default: never.")
    private @Nullable Double mostSeconds;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
    private @Nullable Integer threads;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Folder for the evaluations and the checkpoint.")
    private @Nullable Path out;

    @Option(names = "--resume", description = "Go on with what is in --out.")
    private boolean resume;

    @Option(names = "--export", paramLabel = "DIR", description = "Write training images and test tasks there instead.")
    private @Nullable Path export;

    @Option(names = "--json", description = "Print each evaluation as a line of JSON.")
    private boolean json;

    AccuracyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Path data = Objects.requireNonNull(omniglot);
        Goal goal = goal();
        Threads.check(threads);
        if (export != null) {
            OmniglotTasks.export(goal, data, export);
            return ExitCodes.DONE;
        }
        if (out == null) {
            throw new UsageException("missing required option: '--out=DIR', the folder to work in");
        }
        List<Evaluation> done = TimeToAccuracy.progress(out);
        if (!done.isEmpty() && !resume) {
            throw new UsageException(out + " holds a run already: go on with it by --resume, or name another folder");
        }
        if (done.stream().noneMatch(evaluation -> evaluation.accuracy() >= goal.accuracy())) {
            int count = Threads.of(threads);
            try (Workers workers = new Workers(count)) {
                new TimeToAccuracy(goal, out, this::print)
                        .run(data, mostSeconds == null ? Double.POSITIVE_INFINITY : mostSeconds, workers);
            }
        }
        return finish(goal, TimeToAccuracy.progress(out));
    }

    private Goal goal() {
        boolean maml = method.equals("maml");
        return UsageException.check(() -> new Goal(
                method,
                accuracy != null ? accuracy : maml ? 0.965 : 0.975,
                iterations != null ? iterations : maml ? 9000 : 6000,
                every,
                tasks,
                seed));
    }

    private void print(Evaluation evaluation) {
        streams.out()
                .println(
                        json
                                ? Json.write(evaluation)
                                : String.format(
                                        Locale.ROOT,
                                        "%d iterations, %.1f s: %.2f ± %.2f %%",
                                        evaluation.iteration(),
                                        evaluation.seconds(),
                                        100 * evaluation.accuracy(),
                                        100 * evaluation.ci95()));
        streams.out().flush();
    }

    private int finish(Goal goal, List<Evaluation> all) {
        for (Evaluation evaluation : all) {
            if (evaluation.accuracy() >= goal.accuracy()) {
                if (!json) {
                    streams.out()
                            .println(String.format(
                                    Locale.ROOT,
                                    "%s reached %.2f %% after %d iterations and %.1f s of training",
                                    method,
                                    100 * goal.accuracy(),
                                    evaluation.iteration(),
                                    evaluation.seconds()));
                }
                return ExitCodes.DONE;
            }
        }
        streams.err()
                .println("meta4j: " + method + " has not reached " + goal.accuracy()
                        + " yet: go on by --resume, or train longer with more --iterations in another folder");
        return ExitCodes.FAILED;
    }
}
