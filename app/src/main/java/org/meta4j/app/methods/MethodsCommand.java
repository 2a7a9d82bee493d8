package org.meta4j.app.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.tables.ModelSetCard;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.files.Json;
import org.meta4j.tabular.modelset.ModelSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meta4j methods}. */
@Command(
        name = "methods",
        mixinStandardHelpOptions = true,
        description = "The meta-learning methods: what each learns, what it costs, when to use it.",
        footerHeading = "%nExamples:%n",
        footer = {"  meta4j methods", "  meta4j methods --json"})
public final class MethodsCommand implements Callable<Integer> {
    private static final List<String> TITLES =
            List.of("method", "family", "learns", "cost of a new task", "when to use it");
    private static final List<Integer> WIDTHS = List.of(15, 15, 25, 25, 36);

    private final Streams streams;

    @Option(names = "--json", description = "Print the table as one JSON document.")
    private boolean json;

    public MethodsCommand(Streams streams) {
        this.streams = streams;
    }

    /** A row, with names as in JSON. */
    private record Row(
            String name,
            String family,
            List<String> tasks,
            String learns,
            String cost,
            String use,
            boolean adapts,
            String citation) {
        static Row of(Method method) {
            return of(method.name(), method.card(), method.tasks(), method.adapts());
        }

        static Row of(String name, Method.Card card, Set<TaskType> tasks, boolean adapts) {
            return new Row(
                    name,
                    card.family(),
                    tasks.stream().sorted().map(TaskType::label).toList(),
                    card.learns(),
                    card.cost(),
                    card.use(),
                    adapts,
                    card.source());
        }
    }

    @Override
    public Integer call() {
        List<Row> rows = new ArrayList<>(Methods.all().stream().map(Row::of).toList());
        rows.add(Row.of(ModelSet.NAME, ModelSetCard.CARD, ModelSetCard.TASKS, false));
        if (json) {
            streams.out().println(Json.write(rows));
        } else {
            print(rows);
        }
        return ExitCodes.DONE;
    }

    private void print(List<Row> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(TITLES);
        rows.forEach(row -> cells.add(List.of(row.name(), row.family(), row.learns(), row.cost(), row.use())));
        streams.out().print(Columns.of(cells, WIDTHS));
        streams.out().println();
        rows.forEach(row -> streams.out().println(row.name() + ": " + row.citation()));
    }
}
