package org.meta4j.app.tables;

import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataSpec;
import org.meta4j.app.data.TablesPlace;
import org.meta4j.tabular.TableArchive;
import org.meta4j.tabular.family.TableTasks;

/** Opens tables by what {@code --data} says. */
public final class TablesData {
    private TablesData() {}

    /**
     * Reads the tables of one kind.
     *
     * @param trained features that a learner was trained on; null for none
     * @throws UsageException if the data are something else, or name another number of features
     */
    public static TableTasks open(DataChoice choice, boolean regression, long splitSeed, @Nullable Integer trained) {
        if (!choice.others().isEmpty() || choice.spec().kind() != DataSpec.Kind.TABLES) {
            throw new UsageException(
                    "base-learners and sets of models learn from tables: give --data tables:ZIP alone");
        }
        TablesPlace place = TablesPlace.parse(choice.spec().folder());
        Integer named = place.features();
        if (trained != null && named != null && !trained.equals(named)) {
            throw new UsageException("--data " + choice.data() + " names " + named
                    + " features, but this learner was trained on " + trained + ": leave #" + named + " out");
        }
        TableTasks.Settings settings = TableTasks.Settings.DEFAULT
                .withSplitSeed(splitSeed)
                .withFeatures(trained == null ? place.featuresOrDefault() : trained);
        return new TableTasks(TableArchive.read(place.zip(), regression, choice.skipBad()), settings);
    }
}
