package org.meta4j.tabular;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.meta4j.data.Cells;
import org.meta4j.data.DataException;
import org.meta4j.data.TextTable;
import org.meta4j.naming.Suggestions;

/**
 * A table with typed columns. A column of text is one of numbers if more than half of its filled cells are numbers, and
 * then all have to be; any other is one of categories.
 *
 * @param name of the file it was read from, for messages
 * @param columns with distinct names and equally many rows; at least one of each
 */
public record Table(String name, List<Column> columns) {
    public Table {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("table " + name + " needs at least one column, but has none");
        }
        int rows = columns.get(0).rows();
        for (Column column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException("table " + name + ": column '" + column.name() + "' has "
                        + column.rows() + " rows, but '" + columns.get(0).name() + "' has " + rows);
            }
        }
    }

    /**
     * Reads a CSV or TSV file with a header, in UTF-8.
     *
     * @param skipBad whether a cell that is no number in a column of numbers counts as missing instead of refusing the file
     * @throws DataException naming file, line, column and value if there is no such table
     */
    public static Table read(Path file, boolean skipBad) {
        return of(TextTable.read(file), skipBad);
    }

    /** The same of a table that was read as text. */
    public static Table of(TextTable text, boolean skipBad) {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < text.header().size(); c++) {
            columns.add(holdsNumbers(text, c) ? numbers(text, c, skipBad) : categories(text, c));
        }
        return new Table(text.file().toString(), columns);
    }

    public int rows() {
        return columns.get(0).rows();
    }

    /** @throws DataException with the nearest name if there is no such column */
    public Column column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new DataException(name + ": "
                        + Suggestions.unknown(
                                "column",
                                wanted,
                                columns.stream().map(Column::name).toList())));
    }

    /** @throws DataException if no other column would be left */
    public Table without(String unwanted) {
        List<Column> kept = columns.stream()
                .filter(column -> !column.name().equals(unwanted))
                .toList();
        if (kept.isEmpty()) {
            throw new DataException(
                    name + " has no column besides '" + unwanted + "': give columns to predict it by");
        }
        return new Table(name, kept);
    }

    private static boolean holdsNumbers(TextTable text, int column) {
        long filled = text.rows().stream()
                .filter(row -> !Cells.isMissing(row.cells().get(column)))
                .count();
        long numbers = text.rows().stream()
                .filter(row -> Cells.number(row.cells().get(column)).isPresent())
                .count();
        return 2 * numbers > filled;
    }

    private static Column numbers(TextTable text, int column, boolean skipBad) {
        double[] values = new double[text.rows().size()];
        for (int r = 0; r < values.length; r++) {
            TextTable.Row row = text.rows().get(r);
            String cell = row.cells().get(column);
            OptionalDouble number = Cells.number(cell);
            if (number.isEmpty() && !Cells.isMissing(cell) && !skipBad) {
                throw new DataException(text.file() + ", line " + row.line() + ": column '"
                        + text.header().get(column) + "' is '" + cell.strip()
                        + "', which is no finite number, but most of its cells are: correct it, leave it empty, or skip"
                        + " bad cells");
            }
            values[r] = number.orElse(Double.NaN);
        }
        return new Column.Numbers(text.header().get(column), values);
    }

    private static Column categories(TextTable text, int column) {
        return Column.Categories.of(
                text.header().get(column),
                text.rows().stream()
                        .map(row -> row.cells().get(column).strip())
                        .map(cell -> Cells.isMissing(cell) ? "" : cell)
                        .toList());
    }
}
