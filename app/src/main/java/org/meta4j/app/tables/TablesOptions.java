package org.meta4j.app.tables;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataOptions;
import org.meta4j.app.data.Part;
import org.meta4j.tabular.family.TableTasks;
import picocli.CommandLine.Option;

/** Options of {@code eval} for tables. */
public final class TablesOptions {
    @Option(
            names = "--base",
            paramLabel = "NAME",
            split = ",",
            description = "Score base-learners on tasks of tables, alone or beside a model: mean, knn, ridge, tree,"
                    + " logistic, with commas. Goes with --data tables:ZIP; with --ways of classes, else of numbers.")
    private @Nullable List<String> base;

    /** Whether base-learners were typed. */
    public boolean haveBase() {
        return base != null;
    }

    /** The base-learners that were typed. */
    public List<String> base() {
        return base == null ? List.of() : base;
    }

    /** The part that was typed; null for none. */
    public static TableTasks.@Nullable Part part(DataOptions options) {
        if (!options.hasSplit()) {
            return null;
        }
        return switch (options.part(Part.TEST)) {
            case TRAIN -> TableTasks.Part.TRAIN;
            case TEST -> TableTasks.Part.TEST;
            case VALIDATION ->
                throw new UsageException("tables have no validation part: give --split train or --split test");
        };
    }

    /** Refuses two options that tables do not have, where they were typed. */
    public static void refuse(String one, @Nullable Object first, String other, @Nullable Object second) {
        if (first != null || second != null) {
            throw new UsageException(
                    "option " + (first != null ? one : other) + " does not go with tables: leave it out");
        }
    }

    /** The model, which only tables can do without. */
    public static Path requireModel(@Nullable Path model) {
        if (model == null) {
            throw new UsageException("missing required parameter: 'RUN|FILE'");
        }
        return model;
    }
}
