package org.meta4j.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.bench.scaling.Dimension;
import org.meta4j.bench.scaling.Scaling;
import org.meta4j.bench.scaling.ScalingCase;
import org.meta4j.bench.workloads.Measurement;
import org.meta4j.learners.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meta4j bench scaling}. */
@Command(
        name = "scaling",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "How the cost of a meta-iteration grows with tasks, inner steps, ways, image side, channels and"
                + " threads: MAML as in workload O, 8 tasks 5-way 1-shot, changed in one thing at a time.",
        footerHeading = "%nExamples:%n",
        footer = {"  meta4j bench scaling", "  meta4j bench scaling --seconds 3 --out docs/images"})
final class ScalingCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--threads", paramLabel = "N", description = "Most threads to use. Default: all cores.")
    private @Nullable Integer threads;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Time for each of some 30 cases in a round, after as long a time to warm up."
                    + " Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How often all cases are measured; of each the fastest round counts, as a shared machine is slow"
                            + " at times. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for a plot of each dimension, as SVG.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    ScalingCommand(Streams streams) {
        this.streams = streams;
    }

    /** Costs in one dimension. */
    private record Costs(String dimension, List<Cost> costs) {}

    /**
     * The cost of a case.
     *
     * @param value of the dimension
     * @param relative milliseconds beside those of the base
     * @param expected the same, if time grew as textbook operations do, and fell with threads
     */
    record Cost(int value, double medianMs, double minMs, double relative, double expected, double gflops) {}

    @Override
    public Integer call() {
        Threads.check(threads);
        Scaling scaling = UsageException.check(() -> new Scaling(rounds, seconds));
        ScalingCase base = ScalingCase.base(Threads.of(threads));
        Screen screen = new Screen(streams, json);
        Map<ScalingCase, Measurement> measured =
                scaling.measure(base, (done, next) -> screen.status(done, next.toString()));
        screen.clear();
        List<Costs> all = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            all.add(new Costs(dimension.label(), costs(dimension, base, measured)));
        }
        print(all, base);
        if (out != null) {
            for (int i = 0; i < all.size(); i++) {
                Dimension dimension = Dimension.values()[i];
                write(
                        out,
                        new CostCurve(
                                dimension.fileName(),
                                dimension.label(),
                                all.get(i).costs()));
            }
        }
        return ExitCodes.DONE;
    }

    private static List<Cost> costs(Dimension dimension, ScalingCase base, Map<ScalingCase, Measurement> measured) {
        double unit = Objects.requireNonNull(measured.get(base)).medianMs();
        List<Cost> costs = new ArrayList<>();
        for (ScalingCase c : dimension.cases(base)) {
            Measurement one = Objects.requireNonNull(measured.get(c));
            costs.add(new Cost(
                    dimension.of(c),
                    one.medianMs(),
                    one.minMs(),
                    one.medianMs() / unit,
                    dimension.expected(c, base),
                    one.gflops()));
        }
        return costs;
    }

    private void print(List<Costs> all, ScalingCase base) {
        if (json) {
            streams.out().println(Json.write(all));
            return;
        }
        streams.out()
                .println(String.format(
                        Locale.ROOT,
                        "Base: %d tasks, %d inner step, %d ways, images of %d×%d, %d channels, %d threads.%n",
                        base.tasks(),
                        base.innerSteps(),
                        base.ways(),
                        base.side(),
                        base.side(),
                        base.filters(),
                        base.threads()));
        streams.out().println("| | | median ms | min ms | times the base | expected | GFLOP/s |");
        streams.out().println("|---|---:|---:|---:|---:|---:|---:|");
        for (Costs costs : all) {
            for (Cost cost : costs.costs()) {
                streams.out()
                        .println(String.format(
                                Locale.ROOT,
                                "| %s | %d | %.2f | %.2f | %.2f | %.2f | %.1f |",
                                costs.dimension(),
                                cost.value(),
                                cost.medianMs(),
                                cost.minMs(),
                                cost.relative(),
                                cost.expected(),
                                cost.gflops()));
            }
        }
    }

    private static void write(Path folder, CostCurve curve) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(curve.name() + ".svg"), curve.svgFile(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the plots could not be written to " + folder, e);
        }
    }
}
