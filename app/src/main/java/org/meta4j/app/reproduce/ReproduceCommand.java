package org.meta4j.app.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Invocation;
import org.meta4j.app.cli.MarkedPage;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.launch.Started;
import org.meta4j.bench.reproduce.Row;
import org.meta4j.bench.reproduce.Rows;
import org.meta4j.data.DataException;
import org.meta4j.learners.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meta4j bench reproduce}. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measure published results again: train the learner of a row and test it, one row after another,"
                + " and print the table. What is done is kept: after an interruption, or with a row that failed mended,"
                + " the same command goes on. Most rows train for 90 minutes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j bench reproduce --list",
            "  meta4j bench reproduce protonet maml --data DIR",
            "  meta4j bench reproduce --data DIR --minutes 10 --runs runs/quick",
            "  meta4j bench reproduce --data DIR --into docs/results.md"
        })
public final class ReproduceCommand implements Callable<Integer> {
    private static final String VARIABLE = "META4J_DATA";

    private final Streams streams;
    private @Nullable Meta4j program;

    @Parameters(arity = "0..*", paramLabel = "ROW", description = "Rows to run, see --list. Default: all.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Print the table as it stands; run nothing.")
    private boolean list;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder with Omniglot's two zips, emoji-styles-32.zip, and the folders mnist and fashion-mnist."
                            + " Default: the environment variable " + VARIABLE + ".")
    private @Nullable Path data;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "Folder of the run folders, one for each row. Default: ${DEFAULT-VALUE}.",
            defaultValue = "runs/reproduce")
    private Path runs = Path.of("runs", "reproduce");

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "Train each row for so long instead, where its iterations are not given.")
    private @Nullable Double minutes;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
    private @Nullable Integer threads;

    @Option(
            names = "--into",
            paramLabel = "FILE",
            description =
                    "Markdown page to put the table of all rows into after each one, between <!-- reproduce: begin"
                            + " --> and <!-- reproduce: end -->.")
    private @Nullable Path into;

    @Option(names = "--json", description = "Print the table as one JSON document.")
    private boolean json;

    public ReproduceCommand(Streams streams) {
        this.streams = streams;
    }

    /** With another way of running the program. */
    ReproduceCommand(Streams streams, Meta4j program) {
        this(streams);
        this.program = program;
    }

    @Override
    public Integer call() {
        if (minutes != null && !(minutes > 0 && minutes < 1e6)) {
            throw new UsageException("minutes must be above 0, but was " + minutes);
        }
        Threads.check(threads);
        MarkedPage page = into == null ? null : MarkedPage.of(into, "reproduce");
        List<Reproduction> chosen = chosen();
        if (!list) {
            int code = run(chosen, page);
            if (code != ExitCodes.DONE) {
                return code;
            }
        } else if (page != null) {
            page.put(ReproductionTable.of(cells(everything())));
        }
        List<CellResult> cells = cells(chosen);
        streams.out()
                .println(json ? Json.write(cells) : ReproductionTable.of(cells).stripTrailing());
        return ExitCodes.DONE;
    }

    private List<Reproduction> chosen() {
        try {
            List<Row> rows = names.isEmpty()
                    ? Rows.all()
                    : names.stream().distinct().map(Rows::named).toList();
            return rows.stream().map(this::reproduction).toList();
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() == null ? "unknown row" : e.getMessage());
        }
    }

    private List<Reproduction> everything() {
        return Rows.all().stream().map(this::reproduction).toList();
    }

    private Reproduction reproduction(Row row) {
        return new Reproduction(minutes == null || row.minutes() == 0 ? row : row.withMinutes(minutes), runs);
    }

    private int run(List<Reproduction> chosen, @Nullable MarkedPage page) {
        Path folder = folder();
        chosen.forEach(reproduction -> reproduction.check(folder));
        Meta4j meta4j = program == null ? started() : program;
        int count = Threads.of(threads);
        for (int i = 0; i < chosen.size(); i++) {
            Reproduction reproduction = chosen.get(i);
            String name = reproduction.row().name();
            if (reproduction.state() == CellResult.State.DONE) {
                say("row " + name + " is done (" + (i + 1) + " of " + chosen.size() + ")");
                continue;
            }
            say("row " + name + " (" + (i + 1) + " of " + chosen.size() + ")");
            int code = reproduction.run(meta4j, folder, count);
            if (code != ExitCodes.DONE) {
                say("row " + name + " ended with exit code " + code + "; go on with the same command, or without that"
                        + " row: " + Invocation.hint("bench", "reproduce", "--list") + " says what is done");
                return code;
            }
            if (page != null) {
                page.put(ReproductionTable.of(cells(everything())));
            }
        }
        return ExitCodes.DONE;
    }

    private @Nullable Path folder() {
        if (data == null) {
            String variable = System.getenv(VARIABLE);
            return variable == null || variable.isBlank()
                    ? null
                    : Path.of(variable).toAbsolutePath();
        }
        if (!Files.isDirectory(data)) {
            throw new DataException("there is no folder " + data + ": name that of the data sets with --data");
        }
        return data.toAbsolutePath().normalize();
    }

    private static Meta4j started() {
        return Meta4j.started(Started.words()
                .orElseThrow(() -> new UsageException(
                        "this program does not run from its jar, and so cannot start itself: start it by ./meta4j")));
    }

    private void say(String line) {
        streams.err().println("meta4j: " + line);
        streams.err().flush();
    }

    private static List<CellResult> cells(List<Reproduction> rows) {
        return rows.stream().flatMap(row -> row.cells().stream()).toList();
    }
}
