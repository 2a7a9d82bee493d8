package org.meta4j.app.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Threads;
import org.meta4j.bench.distill.TableDistillation;
import org.meta4j.data.LabelledTable;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meta4j bench trees}. */
@Command(
        name = "trees",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Teachers and students of other kinds on tables: a forest teaches a network, a network teaches a"
                + " decision tree that people can follow. Accuracies on rows that none has seen, and the tree's fidelity:"
                + " the share of its answers that are the network's.",
        footerHeading = "%nExamples:%n",
        footer = {"  meta4j bench trees --data wdbc.csv --data heart.csv --rules"})
final class TreesCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(
            names = "--data",
            paramLabel = "FILE[#COLUMN]",
            required = true,
            description = "Table of numbers with a column of classes, CSV or TSV; may be repeated.")
    private List<String> data = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the division and of the networks. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores. The result is the same.")
    private @Nullable Integer threads;

    @Option(names = "--rules", description = "Print the tree that the network taught, as rules.")
    private boolean rules;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    TreesCommand(Streams streams) {
        this.streams = streams;
    }

    private record Row(String table, TableDistillation.Result result) {}

    @Override
    public Integer call() {
        Threads.check(threads);
        List<LabelledTable> tables = data.stream().map(TreesCommand::read).toList();
        List<Row> rows = new ArrayList<>();
        try (Workers workers = new Workers(Threads.of(threads))) {
            for (int i = 0; i < tables.size(); i++) {
                Path file = Path.of(data.get(i).split("#", 2)[0]).getFileName();
                rows.add(new Row(String.valueOf(file), TableDistillation.run(tables.get(i), seed, workers)));
            }
        }
        streams.out().println(json ? Json.write(rows) : table(rows));
        for (int i = 0; rules && !json && i < rows.size(); i++) {
            streams.out().printf("%n%s:%n%n", rows.get(i).table());
            rows.get(i)
                    .result()
                    .rules()
                    .text(tables.get(i).features())
                    .lines()
                    .forEach(line -> streams.out().println("    " + line));
        }
        return ExitCodes.DONE;
    }

    private static LabelledTable read(String place) {
        int mark = place.lastIndexOf('#');
        return mark < 0
                ? LabelledTable.read(Path.of(place), "", false)
                : LabelledTable.read(Path.of(place.substring(0, mark)), place.substring(mark + 1), false);
    }

    private static String table(List<Row> rows) {
        StringBuilder table =
                new StringBuilder("| table | rows | forest | network | network taught by the forest | tree |"
                        + " tree taught by the network | its fidelity |\n|---|---:|---:|---:|---:|---:|---:|---:|");
        for (Row row : rows) {
            TableDistillation.Result result = row.result();
            table.append(String.format(
                    Locale.ROOT,
                    "%n| %s | %d | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f %% |",
                    row.table(),
                    result.rows(),
                    100 * result.forest(),
                    100 * result.network(),
                    100 * result.taughtNetwork(),
                    100 * result.tree(),
                    100 * result.taughtTree(),
                    100 * result.fidelity()));
        }
        return table.toString();
    }
}
