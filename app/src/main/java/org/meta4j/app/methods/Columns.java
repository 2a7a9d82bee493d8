package org.meta4j.app.methods;

import java.util.ArrayList;
import java.util.List;

/** A table as text, with cells that take several lines. */
final class Columns {
    private static final String GAP = "  ";

    private Columns() {}

    /**
     * @param rows of cells
     * @param widths of the columns in characters; longer words stick out
     */
    static String of(List<List<String>> rows, List<Integer> widths) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            List<List<String>> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(wrap(row.get(i), widths.get(i)));
            }
            int height = cells.stream().mapToInt(List::size).max().orElse(0);
            for (int line = 0; line < height; line++) {
                StringBuilder whole = new StringBuilder();
                for (int i = 0; i < cells.size(); i++) {
                    String part = line < cells.get(i).size() ? cells.get(i).get(line) : "";
                    whole.append(part)
                            .append(" ".repeat(Math.max(0, widths.get(i) - part.length())))
                            .append(GAP);
                }
                text.append(whole.toString().stripTrailing()).append(System.lineSeparator());
            }
        }
        return text.toString();
    }

    private static List<String> wrap(String cell, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : cell.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
