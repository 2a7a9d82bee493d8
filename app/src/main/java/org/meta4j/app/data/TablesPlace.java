package org.meta4j.app.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.tabular.family.TableTasks;

/**
 * What stands behind {@code tables:}, which is {@code ZIP} or {@code ZIP#FEATURES}.
 *
 * @param zip of tables
 * @param features of an example; null where none are named
 */
public record TablesPlace(Path zip, @Nullable Integer features) {
    private static final char MARK = '#';

    /** @throws UsageException if what stands behind the mark is no number of features */
    public static TablesPlace parse(String place) {
        int mark = place.lastIndexOf(MARK);
        if (mark < 0 || Files.exists(Path.of(place))) {
            return new TablesPlace(Path.of(place), null);
        }
        String behind = place.substring(mark + 1);
        int features;
        try {
            features = Integer.parseInt(behind);
        } catch (NumberFormatException e) {
            throw new UsageException("--data tables:" + place + " names '" + behind
                    + "' as the number of features: give a whole number, as in tables:" + place.substring(0, mark)
                    + MARK + "8");
        }
        UsageException.check(() -> TableTasks.Settings.DEFAULT.withFeatures(features));
        return new TablesPlace(Path.of(place.substring(0, mark)), features);
    }

    /** The number of features that is named, or the one by default. */
    public int featuresOrDefault() {
        return features == null ? TableTasks.Settings.DEFAULT.features() : features;
    }
}
