package org.meta4j.app.bench;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataOptions;
import org.meta4j.app.data.DataSource;
import org.meta4j.bench.distill.TaughtResult;
import org.meta4j.bench.distill.TaughtSettings;
import org.meta4j.bench.distill.TaughtStudents;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import org.meta4j.tasks.MetaDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code meta4j bench taught}. */
@Command(
        name = "taught",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "A student that has learned to learn from teachers: on new tasks it is shown examples without labels"
                        + " and what the task's own teacher, a forest, says of them; beside the same network from random weights,"
                        + " from weights trained on all tasks together, and the forests.",
        footerHeading = "%nExamples:%n",
        footer = {"  meta4j bench taught --data omniglot:DIR", "  meta4j bench taught --iterations 50 --tasks 50"})
final class TaughtCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private DataOptions dataOptions = new DataOptions();

    @Option(names = "--iterations", paramLabel = "N", description = "Of meta-training. Default: 600.")
    private @Nullable Long iterations;

    @Option(names = "--teachers", paramLabel = "N", description = "Training tasks with a teacher each. Default: 500.")
    private @Nullable Integer teachers;

    @Option(names = "--tasks", paramLabel = "N", description = "New tasks to test on. Default: 200.")
    private @Nullable Integer tasks;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores. The result is the same.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    TaughtCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Threads.check(threads);
        dataOptions.requireNoPart();
        atLeastOne("iterations", iterations);
        atLeastOne("teachers", teachers);
        atLeastOne("tasks", tasks);
        TaughtSettings plain = TaughtSettings.DEFAULT;
        TaughtSettings settings = plain.withSizes(
                iterations == null ? plain.iterations() : iterations,
                teachers == null ? plain.teaching().pool() : teachers,
                tasks == null ? plain.testTasks() : tasks);
        DataChoice wanted = dataOptions.choice(DataChoice.DEFAULT);
        if (wanted.areNumbers()) {
            throw new UsageException("'meta4j bench taught' is for tasks of classes: name other --data");
        }
        DataSource source = wanted.open(wanted.naturalShape());
        MetaDataset data =
                wanted.resolved(source).divide(source, settings.tasks().ways());
        try (Workers workers = new Workers(Threads.of(threads))) {
            TaughtResult result = new TaughtStudents(settings, data, workers, this::say).run();
            streams.out().println(json ? Json.write(result) : table(result));
        }
        return ExitCodes.DONE;
    }

    private static void atLeastOne(String what, @Nullable Number number) {
        if (number != null && number.longValue() < 1) {
            throw new UsageException(what + " must be at least 1, but was " + number);
        }
    }

    private void say(String line) {
        streams.err().println(line);
        streams.err().flush();
    }

    private static String table(TaughtResult result) {
        StringBuilder table =
                new StringBuilder("| learns from the teacher's answers | steps | accuracy |\n|---|---:|---:|");
        for (TaughtResult.Row row : result.rows()) {
            table.append(String.format(
                    Locale.ROOT,
                    "%n| %s | %s | %.2f %% ± %.2f |",
                    row.who(),
                    row.steps() == 0 ? "" : row.steps() + " of " + row.rate(),
                    100 * row.accuracy().mean(),
                    100 * row.accuracy().halfWidth()));
        }
        return table.toString();
    }
}
