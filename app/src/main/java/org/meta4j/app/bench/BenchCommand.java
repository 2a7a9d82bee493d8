package org.meta4j.app.bench;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.cli.Version;
import org.meta4j.app.reproduce.ReproduceCommand;
import org.meta4j.bench.peaks.Peaks;
import org.meta4j.bench.workloads.FirstValue;
import org.meta4j.bench.workloads.Measurement;
import org.meta4j.bench.workloads.Workloads;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import org.meta4j.naming.Suggestions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meta4j bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Time one of the fixed workloads on fixed inputs, and what the machine can do at most in the same run."
                        + " The first values must be those that other implementations have, or it fails.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j bench S --steps 5",
            "  meta4j bench O --queries 75 --threads 2 --json",
            "  meta4j bench A --method protonet",
            "  meta4j bench peers --quick",
            "  meta4j bench scaling --out plots",
            "  meta4j bench optimisers --data DIR --train mlp",
            "  meta4j bench distill --data DIR --out runs/digits",
            "  meta4j bench reproduce --list"
        })
public final class BenchCommand implements Callable<Integer> {
    private static final List<String> WORKLOADS = List.of("S", "O", "P", "A", "D");
    private static final List<String> METHODS = List.of("maml", "protonet");

    private final Streams streams;

    @Parameters(
            arity = "0..1",
            paramLabel = "S|O|P|A|D",
            description = "S: sinusoid MAML, 25 tasks. O: Omniglot MAML, 32 tasks, 5-way 1-shot. P: prototypical"
                    + " networks, one 60-way 5-shot episode. A: adapt to a 5-way 1-shot task and predict one image, on"
                    + " one thread. D: sample 200 tasks, 5-way 1-shot with 15 queries a class, from 32,460 images.")
    private String workload = "";

    @Option(names = "--steps", paramLabel = "1|5", description = "Inner steps of S and O. Default: 1.")
    private @Nullable Integer steps;

    @Option(names = "--queries", paramLabel = "5|75", description = "Query images of a task of O. Default: 5.")
    private @Nullable Integer queries;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "Of A: maml, with five inner steps, or protonet. Default: maml.")
    private @Nullable String method;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
    private @Nullable Integer threads;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Time to measure, after as long a time to warm up. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(names = "--once", description = "Of A: one answer, nothing measured; to be timed from the outside.")
    private boolean once;

    @Option(
            names = "--python",
            paramLabel = "FILE",
            description =
                    "A Python whose NumPy says what the machine's best matrix product is; without one our own does."
                            + " Default: that of 'meta4j bench peers', or python3.")
    private @Nullable String python;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    public BenchCommand(Streams streams) {
        this.streams = streams;
    }

    /** With its subcommands. */
    public static CommandLine line(Streams streams) {
        CommandLine line = new CommandLine(new BenchCommand(streams))
                .addSubcommand(new PeersCommand(streams))
                .addSubcommand(new ScalingCommand(streams))
                .addSubcommand(new AccuracyCommand(streams))
                .addSubcommand(new CostCommand(streams))
                .addSubcommand(new OptimisersCommand(streams))
                .addSubcommand(new LenetCommand(streams))
                .addSubcommand(new TablesCommand(streams))
                .addSubcommand(new DistillDigitsCommand(streams))
                .addSubcommand(new TaughtCommand(streams))
                .addSubcommand(new TreesCommand(streams))
                .addSubcommand(new ReproduceCommand(streams));
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
        return line;
    }

    @Override
    public Integer call() {
        check();
        Workloads.Start start = start();
        try (Workers workers = new Workers(isAdaptation() ? 1 : threadCount())) {
            if (once) {
                return answerOnce(start, workers);
            }
            Measurement measured = Measurement.of(start, workers, seconds, seconds);
            Peaks peaks = Peaks.measure(python == null ? PeersFolder.python() : python, workers);
            BenchResult result = BenchResult.of(
                    workload,
                    isAdaptation() ? methodName() : null,
                    workload.equals("S") || workload.equals("O") ? innerSteps() : null,
                    workload.equals("O") ? querySize() : null,
                    measured,
                    peaks);
            streams.out().println(json ? Json.write(result) : result.line());
            return agrees(measured.first()) ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }

    private int answerOnce(Workloads.Start start, Workers workers) {
        FirstValue answer = start.with(workers).first().get(0);
        if (json) {
            streams.out()
                    .println(Json.write(Json.object()
                            .put("workload", workload)
                            .put("method", methodName())
                            .put(answer.name(), answer.found())));
        } else {
            streams.out().println(answer.name() + " " + answer.found());
        }
        return agrees(List.of(answer)) ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private Workloads.Start start() {
        return switch (workload) {
            case "S" -> Workloads.sinusoid(innerSteps());
            case "O" -> Workloads.omniglot(innerSteps(), querySize());
            case "P" -> Workloads.prototypes();
            case "A" -> methodName().equals("maml") ? Workloads.mamlAdaptation() : Workloads.prototypeAdaptation();
            default -> Workloads.sampling();
        };
    }

    private boolean isAdaptation() {
        return workload.equals("A");
    }

    private String methodName() {
        return method == null ? METHODS.get(0) : method;
    }

    private int innerSteps() {
        return steps == null ? 1 : steps;
    }

    private int querySize() {
        return queries == null ? 5 : queries;
    }

    private int threadCount() {
        return Threads.of(threads);
    }

    private void check() {
        workload = workload.toUpperCase(Locale.ROOT);
        if (workload.isEmpty()) {
            throw new UsageException("no workload given: name one of " + String.join(", ", WORKLOADS)
                    + ", or a command: peers, scaling or accuracy");
        }
        if (!WORKLOADS.contains(workload)) {
            throw new UsageException(Suggestions.unknown("workload", workload, WORKLOADS));
        }
        boolean steppedBySetting = workload.equals("S") || workload.equals("O");
        if (steps != null && !steppedBySetting) {
            throw new UsageException("option --steps goes with workloads S and O alone");
        }
        if (queries != null && !workload.equals("O")) {
            throw new UsageException("option --queries goes with workload O alone");
        }
        if (method != null && !isAdaptation()) {
            throw new UsageException("option --method goes with workload A alone");
        }
        if (method != null && !METHODS.contains(method)) {
            throw new UsageException(Suggestions.unknown("method", method, METHODS));
        }
        if (once && !isAdaptation()) {
            throw new UsageException("option --once goes with workload A alone");
        }
        oneOf("steps", steps, 1, 5);
        oneOf("queries", queries, 5, 75);
        Threads.check(threads);
        if (!(seconds > 0 && seconds <= 3600)) {
            throw new UsageException("seconds must be above 0 and at most 3600, but was " + seconds);
        }
    }

    private static void oneOf(String name, @Nullable Integer value, int first, int second) {
        if (value != null && value != first && value != second) {
            throw new UsageException(name + " must be " + first + " or " + second + ", but was " + value);
        }
    }

    private boolean agrees(List<FirstValue> values) {
        List<FirstValue> wrong =
                values.stream().filter(value -> !value.agrees()).toList();
        wrong.forEach(value -> streams.err()
                .println("meta4j: the first " + value.name() + " is not that of the other implementations: "
                        + value.found() + " for " + value.expected()));
        return wrong.isEmpty();
    }
}
