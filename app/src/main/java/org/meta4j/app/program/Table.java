package org.meta4j.app.program;

import java.util.List;

/** Rows of cells as text: each column as wide as its widest cell. */
final class Table {
    private static final String GAP = "  ";

    private Table() {}

    /** @param numbers the first so many columns are aligned to the right */
    static String of(List<List<String>> rows, int numbers) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String space = " ".repeat(widths[i] - row.get(i).length());
                line.append(i < numbers ? space + row.get(i) : row.get(i) + space)
                        .append(GAP);
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}
