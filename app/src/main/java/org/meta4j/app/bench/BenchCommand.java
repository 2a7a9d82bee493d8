package org.meta4j.app.bench;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.UsageException;
import org.meta4j.bench.inputs.FirstValues;
import org.meta4j.bench.workloads.Measurement;
import org.meta4j.bench.workloads.Workload;
import org.meta4j.engine.Engine;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import org.meta4j.naming.Suggestions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meta4j bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Time one of the fixed workloads: whole meta-iterations (loss, meta-gradient, Adam) on fixed inputs."
                        + " The first loss and gradient norm must be those that other implementations have, or it fails.",
        footerHeading = "%nExamples:%n",
        footer = {"  meta4j bench S --steps 5", "  meta4j bench O --queries 75 --threads 2 --json"})
public final class BenchCommand implements Callable<Integer> {
    private static final List<String> WORKLOADS = List.of("S", "O", "P");

    private final Streams streams;

    @Parameters(
            paramLabel = "S|O|P",
            description = "S: sinusoid MAML, 25 tasks. O: Omniglot MAML, 32 tasks, 5-way 1-shot. P: prototypical"
                    + " networks, one 60-way 5-shot episode.")
    private String workload = "";

    @Option(names = "--steps", paramLabel = "1|5", description = "Inner steps of S and O. Default: 1.")
    private @Nullable Integer steps;

    @Option(names = "--queries", paramLabel = "5|75", description = "Query images of a task of O. Default: 5.")
    private @Nullable Integer queries;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
    private @Nullable Integer threads;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Time to measure, after as long a time to warm up. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    public BenchCommand(Streams streams) {
        this.streams = streams;
    }

    /** What was measured, with names as in JSON; fields that a workload does not have are null. */
    private record Result(
            String workload,
            double medianMs,
            double minMs,
            double peakMb,
            double loss,
            double gradientNorm,
            @Nullable Integer steps,
            @Nullable Integer queries,
            int threads,
            int repeats,
            String kernels,
            String java) {}

    @Override
    public Integer call() {
        check();
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        boolean prototypes = workload.equals("P");
        int innerSteps = steps == null ? 1 : steps;
        int querySize = queries == null ? 5 : queries;
        try (Workers workers = new Workers(count)) {
            Workload work = switch (workload) {
                case "S" -> Workload.sinusoid(innerSteps, workers);
                case "O" -> Workload.omniglot(innerSteps, querySize, workers);
                default -> Workload.prototypes(workers);
            };
            Measurement measured = Measurement.of(work, seconds, seconds);
            print(new Result(
                    measured.workload(),
                    measured.medianMs(),
                    measured.minMs(),
                    measured.peakMb(),
                    measured.loss(),
                    measured.gradientNorm(),
                    prototypes ? null : innerSteps,
                    workload.equals("O") ? querySize : null,
                    count,
                    measured.repeats(),
                    Engine.kernels(),
                    System.getProperty("java.version")));
            FirstValues found = new FirstValues(measured.loss(), measured.gradientNorm());
            return agrees(work.expected(), found) ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }

    private void check() {
        workload = workload.toUpperCase(Locale.ROOT);
        if (!WORKLOADS.contains(workload)) {
            throw new UsageException(Suggestions.unknown("workload", workload, WORKLOADS));
        }
        if (steps != null && workload.equals("P")) {
            throw new UsageException("option --steps does not go with workload P, which has no inner steps");
        }
        if (queries != null && !workload.equals("O")) {
            throw new UsageException("option --queries goes with workload O alone");
        }
        oneOf("steps", steps, 1, 5);
        oneOf("queries", queries, 5, 75);
        if (threads != null && threads < 1) {
            throw new UsageException("threads must be at least 1, but was " + threads);
        }
        if (!(seconds > 0 && seconds <= 3600)) {
            throw new UsageException("seconds must be above 0 and at most 3600, but was " + seconds);
        }
    }

    private static void oneOf(String name, @Nullable Integer value, int first, int second) {
        if (value != null && value != first && value != second) {
            throw new UsageException(name + " must be " + first + " or " + second + ", but was " + value);
        }
    }

    private boolean agrees(FirstValues expected, FirstValues found) {
        boolean loss = Tolerances.agree(expected.loss(), found.loss(), FirstValues.LOSS_TOLERANCE);
        boolean norm =
                Tolerances.agree(expected.gradientNorm(), found.gradientNorm(), FirstValues.GRADIENT_NORM_TOLERANCE);
        if (!loss || !norm) {
            streams.err()
                    .println("meta4j: the first values are not those of the other implementations: loss " + found.loss()
                            + " for " + expected.loss() + ", gradient norm " + found.gradientNorm() + " for "
                            + expected.gradientNorm());
        }
        return loss && norm;
    }

    private void print(Result result) {
        if (json) {
            streams.out().println(Json.write(result));
            return;
        }
        streams.out()
                .println(String.format(
                        Locale.ROOT,
                        "%s%s%s: median %.2f ms, min %.2f ms over %d iterations, peak %.0f MB, first loss %.5f,"
                                + " gradient norm %.4f, %d %s, kernels %s, Java %s",
                        result.workload(),
                        result.steps() == null
                                ? ""
                                : ", " + result.steps() + (result.steps() == 1 ? " step" : " steps"),
                        result.queries() == null ? "" : ", " + result.queries() + " queries",
                        result.medianMs(),
                        result.minMs(),
                        result.repeats(),
                        result.peakMb(),
                        result.loss(),
                        result.gradientNorm(),
                        result.threads(),
                        result.threads() == 1 ? "thread" : "threads",
                        result.kernels(),
                        result.java()));
    }
}
