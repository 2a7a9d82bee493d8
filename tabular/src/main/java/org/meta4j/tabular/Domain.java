package org.meta4j.tabular;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.meta4j.data.DataException;

/**
 * A table as a domain of tasks: columns to predict by, and one to predict.
 *
 * @param name of the table
 * @param group of tables that are versions of one source; its tables are always on one side of a split
 * @param features columns to predict by
 * @param target numbers for regression, categories for classification; without missing values, and not all alike
 */
public record Domain(String name, String group, Table features, Column target) {
    public Domain {
        if (target.rows() != features.rows()) {
            throw new IllegalArgumentException("table " + name + " has " + features.rows() + " rows, but "
                    + target.rows() + " targets");
        }
        for (int row = 0; row < target.rows(); row++) {
            if (target.isMissing(row)) {
                throw new DataException(features.name() + ": column '" + target.name() + "' has no value in row "
                        + (row + 1) + " of " + target.rows() + ": fill it in, or take the row out");
            }
        }
        if (distinct(target) < 2) {
            throw new DataException(features.name() + ": column '" + target.name()
                    + "' has the same value in all rows: there is nothing to predict");
        }
    }

    /** A table with its target by the name of a column, as the column is: numbers or categories. */
    public static Domain of(String name, String group, Table table, String target) {
        return new Domain(name, group, table.without(target), table.column(target));
    }

    /** Whether the target is a number. */
    public boolean isRegression() {
        return target instanceof Column.Numbers;
    }

    public int rows() {
        return target.rows();
    }

    /** Different values of a column, of numbers or of categories. */
    private static long distinct(Column column) {
        if (column instanceof Column.Numbers numbers) {
            return Arrays.stream(numbers.values()).distinct().count();
        }
        Column.Categories categories = (Column.Categories) column;
        return IntStream.of(categories.codes()).distinct().count();
    }
}
