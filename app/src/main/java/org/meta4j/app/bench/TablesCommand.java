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
import org.meta4j.bench.tables.FewRows;
import org.meta4j.bench.tables.FewRowsResult;
import org.meta4j.bench.tables.FewRowsSettings;
import org.meta4j.compress.Recipe;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import org.meta4j.tabular.TableArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meta4j bench tables}. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Meta-trains a learner across tables of classes, compresses it, and has it learn tables of medicine and"
                        + " finance that it has never seen (wdbc, heart_c, german, bank_marketing) from 10 and 20 rows, beside"
                        + " logistic regression and a decision tree.",
        footerHeading = "%nExamples:%n",
        footer = {"  meta4j bench tables --data tabular.zip", "  meta4j bench tables --data tabular.zip --method maml"})
final class TablesCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--data", required = true, paramLabel = "ZIP", description = "Zip of tables with an index.")
    private @Nullable Path data;

    @Option(names = "--method", paramLabel = "METHOD", description = "Default: ${DEFAULT-VALUE}.")
    private String method = "protonet";

    @Option(names = "--features", paramLabel = "N", description = "Of an example. Default: ${DEFAULT-VALUE}.")
    private int features = 12;

    @Option(
            names = "--shots",
            split = ",",
            paramLabel = "K,K",
            description = "Rows of each of two classes. Default: 5,10.")
    private List<Integer> shots = List.of(5, 10);

    @Option(names = "--minutes", paramLabel = "N", description = "Of each meta-training. Default: ${DEFAULT-VALUE}.")
    private double minutes = 3;

    @Option(names = "--recipe", paramLabel = "RECIPE", description = "Default: ${DEFAULT-VALUE}.")
    private String recipe = "quantize(4).then(train(300)).then(huffman())";

    @Option(names = "--tasks", paramLabel = "N", description = "Of each table. Default: ${DEFAULT-VALUE}.")
    private int tasks = 1000;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print the results as a JSON list.")
    private boolean json;

    TablesCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Threads.check(threads);
        FewRowsSettings settings = UsageException.check(
                () -> new FewRowsSettings(method, features, shots, minutes, Recipe.parse(recipe), tasks, seed));
        TableArchive archive = FewRows.read(Objects.requireNonNull(data));
        try (Workers workers = new Workers(Threads.of(threads))) {
            List<FewRowsResult> results = new FewRows(settings, workers, streams.err()::println).run(archive);
            streams.out().println(json ? Json.write(results) : text(results));
        }
        return ExitCodes.DONE;
    }

    /** A table in Markdown. */
    private static String text(List<FewRowsResult> results) {
        StringBuilder text = new StringBuilder(
                String.format("| table | rows | learner | accuracy | macro-F1 |%n|---|---|---|---|---|"));
        for (FewRowsResult result : results) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n| %s | %d | %s | %.1f ± %.1f | %.1f ± %.1f |",
                    result.table(),
                    result.rows(),
                    result.learner(),
                    100 * result.accuracy(),
                    100 * result.accuracyCi95(),
                    100 * result.macroF1(),
                    100 * result.macroF1Ci95()));
        }
        return text.toString();
    }
}
