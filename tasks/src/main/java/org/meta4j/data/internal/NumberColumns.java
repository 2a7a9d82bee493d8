package org.meta4j.data.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.meta4j.data.Cells;
import org.meta4j.data.DataException;
import org.meta4j.data.TextTable;

/**
 * The columns of a table that hold numbers. A column counts as one of numbers if more than half of its filled cells
 * are; a cell of such a column that is none is a mistake, and a column of words is left out.
 */
public final class NumberColumns {
    private final TextTable table;
    private final List<Integer> columns;
    private final boolean skipBad;
    private final List<String> notes;

    private NumberColumns(TextTable table, List<Integer> columns, boolean skipBad, List<String> notes) {
        this.table = table;
        this.columns = columns;
        this.skipBad = skipBad;
        this.notes = notes;
    }

    /**
     * @param others numbers of columns that are something else, −1 for none
     * @param skipBad whether rows that miss a number are left out
     * @throws DataException if no column has numbers, or one that does has something else too and that is not skipped
     */
    public static NumberColumns of(TextTable table, List<Integer> others, boolean skipBad) {
        List<Integer> columns = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (int c = 0; c < table.header().size(); c++) {
            if (others.contains(c)) {
                continue;
            }
            int column = c;
            long filled =
                    table.rows().stream().filter(row -> !isMissing(row, column)).count();
            long numbers = table.rows().stream()
                    .filter(row -> number(row, column).isPresent())
                    .count();
            if (2 * numbers > filled) {
                columns.add(c);
            } else {
                notes.add("column '" + table.header().get(c) + "' is left out: "
                        + (filled == 0 ? "it is empty" : "it does not hold numbers"));
            }
        }
        if (columns.isEmpty()) {
            throw new DataException(
                    table.file() + " has no column of numbers besides the class: give columns of numbers");
        }
        NumberColumns found = new NumberColumns(table, List.copyOf(columns), skipBad, notes);
        long bad = 0;
        for (TextTable.Row row : table.rows()) {
            if (found.firstBad(row) >= 0) {
                found.requireSkipping(row);
                bad++;
            }
        }
        if (bad > 0) {
            notes.add("left out " + bad + (bad == 1 ? " row" : " rows") + " that miss numbers");
        }
        return found;
    }

    /** Names of the columns, in the order of the table. */
    public List<String> names() {
        return columns.stream().map(table.header()::get).toList();
    }

    /** What was left out, a line each. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The numbers of a row; empty if the row is left out. */
    public Optional<float[]> values(TextTable.Row row) {
        if (firstBad(row) >= 0) {
            return Optional.empty();
        }
        float[] values = new float[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) number(row, columns.get(i)).orElseThrow();
        }
        return Optional.of(values);
    }

    /** The first of the columns whose cell is no number in a row, or −1. */
    private int firstBad(TextTable.Row row) {
        return columns.stream()
                .filter(column -> number(row, column).isEmpty())
                .findFirst()
                .orElse(-1);
    }

    private void requireSkipping(TextTable.Row row) {
        if (!skipBad) {
            int column = firstBad(row);
            String cell = row.cells().get(column).strip();
            throw new DataException(table.file() + ", line " + row.line() + ": column '"
                    + table.header().get(column)
                    + "' " + (isMissing(row, column) ? "has no number" : "is '" + cell + "', which is no finite number")
                    + ": correct it, or skip bad rows");
        }
    }

    private static boolean isMissing(TextTable.Row row, int column) {
        return Cells.isMissing(row.cells().get(column));
    }

    private static OptionalDouble number(TextTable.Row row, int column) {
        OptionalDouble number = Cells.number(row.cells().get(column));
        return number.isPresent() && Float.isFinite((float) number.getAsDouble()) ? number : OptionalDouble.empty();
    }
}
