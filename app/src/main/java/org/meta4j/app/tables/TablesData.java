package org.meta4j.app.tables;

import java.nio.file.Path;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataSpec;
import org.meta4j.tabular.TableArchive;
import org.meta4j.tabular.family.TableTasks;

/** Opens tables by what {@code --data} says. */
public final class TablesData {
    private TablesData() {}

    /**
     * Reads the tables of one kind.
     *
     * @throws UsageException if the data are something else
     */
    public static TableTasks open(DataChoice choice, boolean regression, long splitSeed) {
        if (!choice.others().isEmpty() || choice.spec().kind() != DataSpec.Kind.TABLES) {
            throw new UsageException("base-learners and sets of models learn from tables: give --data tables:ZIP alone");
        }
        return new TableTasks(
                TableArchive.read(Path.of(choice.spec().folder()), regression, choice.skipBad()),
                TableTasks.Settings.DEFAULT.withSplitSeed(splitSeed));
    }
}
