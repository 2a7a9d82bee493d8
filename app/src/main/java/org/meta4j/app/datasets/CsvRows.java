package org.meta4j.app.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.meta4j.data.DataException;
import org.meta4j.data.TextTable;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

/** The rows of a CSV, whatever they hold. */
record CsvRows(TextTable table, int label, List<ClassInfo> classes) implements Listing {
    private static final String SPLIT = "split";

    static CsvRows of(Path file, String labelColumn) {
        TextTable table = TextTable.read(file);
        int label = table.labelColumn(labelColumn);
        int group = table.column("group");
        Map<String, ClassInfo> classes = new TreeMap<>();
        for (TextTable.Row row : table.rows()) {
            String name = row.cells().get(label).strip();
            String of = group < 0 ? "" : row.cells().get(group).strip();
            if (name.isEmpty()) {
                throw new DataException(file + ", line " + row.line() + ": column '"
                        + table.header().get(label) + "' is empty: fill it in");
            }
            ClassInfo earlier = classes.getOrDefault(name, new ClassInfo(name, of, name, 0));
            if (!earlier.group().equals(of)) {
                throw new DataException(file + ", line " + row.line() + ": class '" + name + "' is in the group '" + of
                        + "', but in '" + earlier.group() + "' before: a class may be in one group only");
            }
            classes.put(name, new ClassInfo(name, of, name, earlier.size() + 1));
        }
        return new CsvRows(table, label, List.copyOf(classes.values()));
    }

    /** With its own columns; a column split that it has is replaced. */
    @Override
    public void write(Path file, Map<String, String> parts) {
        int old = table.column(SPLIT);
        List<List<String>> rows = new ArrayList<>();
        rows.add(with(table.header(), old, SPLIT));
        for (TextTable.Row row : table.rows()) {
            String part =
                    Objects.requireNonNull(parts.get(row.cells().get(label).strip()));
            rows.add(with(row.cells(), old, part));
        }
        CsvFiles.write(file, table.separator(), rows);
    }

    private static List<String> with(List<String> cells, int at, String value) {
        List<String> result = new ArrayList<>(cells);
        if (at < 0) {
            result.add(value);
        } else {
            result.set(at, value);
        }
        return result;
    }
}
