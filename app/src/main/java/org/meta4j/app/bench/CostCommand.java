package org.meta4j.app.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.MarkedPage;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.bench.cost.MethodCost;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.files.Json;
import org.meta4j.tasks.MetaDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meta4j bench cost}. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "What each method costs on the same tasks: a meta-iteration of 32 tasks, 5-way 1-shot, 28×28; memory;"
                        + " learning a new task and predicting one image, on one thread.",
        footerHeading = "%nExamples:%n",
        footer = {"  meta4j bench cost", "  meta4j bench cost maml anil --seconds 3 --into docs/results.md"})
final class CostCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(arity = "0..*", paramLabel = "METHOD", description = "See 'meta4j methods'. Default: all.")
    private List<String> names = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "Of a meta-iteration. Default: all cores.")
    private @Nullable Integer threads;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "For each of a method's three times, after as long a time to warm up. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--into",
            paramLabel = "FILE",
            description = "Markdown page to put the table into, between <!-- cost: begin --> and <!-- cost: end -->.")
    private @Nullable Path into;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    CostCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Threads.check(threads);
        if (!(seconds > 0 && seconds <= 600)) {
            throw new UsageException("seconds must be above 0 and at most 600, but was " + seconds);
        }
        List<Method> methods = methods();
        MarkedPage page = into == null ? null : MarkedPage.of(into, "cost");
        List<MethodCost> costs = measure(methods);
        if (page != null) {
            page.put(table(costs));
        }
        streams.out().println(json ? Json.write(costs) : table(costs).stripTrailing());
        return ExitCodes.DONE;
    }

    private List<Method> methods() {
        try {
            return names.isEmpty()
                    ? Methods.all()
                    : names.stream().map(Methods::named).toList();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private List<MethodCost> measure(List<Method> methods) {
        Screen screen = new Screen(streams, json);
        MetaDataset data = MethodCost.data();
        List<MethodCost> costs = new ArrayList<>();
        try (Workers workers = new Workers(Threads.of(threads))) {
            for (Method method : methods) {
                screen.status((double) costs.size() / methods.size(), method.name());
                costs.add(MethodCost.of(method, data, workers, seconds));
            }
        }
        screen.clear();
        return costs;
    }

    private static String table(List<MethodCost> costs) {
        StringBuilder table = new StringBuilder();
        table.append("| method | family | network | parameters | meta-iteration, ms | GFLOP | workspace, MB |"
                + " learn a task, ms | predict an image, ms |\n");
        table.append("|---|---|---|---:|---:|---:|---:|---:|---:|\n");
        for (MethodCost cost : costs) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %.1f | %.1f | %.1f | %.2f | %.2f |%n",
                    cost.method(),
                    cost.family(),
                    cost.network(),
                    Texts.count(cost.parameters()),
                    cost.iterationMs(),
                    cost.gflop(),
                    cost.workspaceMb(),
                    cost.learnMs(),
                    cost.predictMs()));
        }
        return table.toString();
    }
}
