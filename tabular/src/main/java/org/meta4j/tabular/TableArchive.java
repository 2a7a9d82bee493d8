package org.meta4j.tabular;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.data.Cells;
import org.meta4j.data.DataException;
import org.meta4j.data.Fingerprint;
import org.meta4j.data.TextTable;
import org.meta4j.naming.Suggestions;

/**
 * Many tables in one zip: {@code .csv} and {@code .tsv} files, each a domain of tasks. An entry {@code index.csv} may say of
 * each {@code file} its {@code target_column}, its {@code task} ({@code regression} or {@code classification}) and its
 * {@code group}; only tables in it are read then. Without it the target is the column {@code target}, of numbers if it has
 * more than {@value #MOST_CLASSES} different ones or some that are not whole, and each table is a group of its own.
 *
 * @param name of the zip
 * @param fingerprint SHA-256 of the zip
 * @param domains of the wanted kind, sorted by name
 */
public record TableArchive(String name, String fingerprint, List<Domain> domains) {
    /** Different whole numbers in a target beyond which it is taken for one of numbers: {@value}. */
    static final int MOST_CLASSES = 20;

    private static final String INDEX = "index.csv";
    private static final String TARGET = "target";
    private static final String REGRESSION = "regression";

    public TableArchive {
        domains = List.copyOf(domains);
    }

    /** What the index says of a table. */
    private record Entry(String target, boolean regression, String group) {}

    /**
     * Reads the tables of one kind.
     *
     * @param regression whether tables with targets of numbers are wanted, or those of classes
     * @param skipBad as {@link Table#read(Path, boolean)} has it
     * @throws DataException if it is no such zip, or has no such table
     */
    public static TableArchive read(Path zip, boolean regression, boolean skipBad) {
        Map<String, Entry> index = new HashMap<>();
        TextTable.readZip(zip, INDEX::equals, text -> text).forEach(text -> index.putAll(entries(text)));
        List<Domain> domains = TextTable.readZip(zip, name -> isWanted(name, index, regression), text -> {
                    String file = zip.relativize(text.file()).toString();
                    return domain(Table.of(text, skipBad), file, index.get(file));
                })
                .stream()
                .filter(domain -> domain.isRegression() == regression)
                .toList();
        if (domains.isEmpty()) {
            throw new DataException(zip + " has no table whose target is " + (regression ? "a number" : "a class")
                    + ": give a zip of CSV or TSV files with a column '" + TARGET + "'");
        }
        try {
            return new TableArchive(String.valueOf(zip.getFileName()), Fingerprint.ofFile(zip), domains);
        } catch (IOException e) {
            throw new DataException(zip + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static boolean isWanted(String name, Map<String, Entry> index, boolean regression) {
        if (name.equals(INDEX) || !name.endsWith(".csv") && !name.endsWith(".tsv")) {
            return false;
        }
        Entry entry = index.get(name);
        return entry == null ? index.isEmpty() : entry.regression == regression;
    }

    private static Domain domain(Table table, String file, @Nullable Entry entry) {
        String name = file.substring(0, file.length() - ".tsv".length());
        String target = entry == null ? TARGET : entry.target;
        Column column = table.column(target);
        boolean regression = entry == null ? looksContinuous(column) : entry.regression;
        if (regression && column instanceof Column.Categories) {
            throw new DataException(
                    table.name() + ": column '" + target + "' holds words, but the index says '" + REGRESSION + "'");
        }
        Column typed = !regression && column instanceof Column.Numbers numbers ? numbers.asCategories() : column;
        return new Domain(name, entry == null ? name : entry.group, table.without(target), typed);
    }

    private static boolean looksContinuous(Column column) {
        return column instanceof Column.Numbers numbers
                && (Arrays.stream(numbers.values()).anyMatch(value -> value != Math.rint(value))
                        || Arrays.stream(numbers.values()).distinct().count() > MOST_CLASSES);
    }

    private static Map<String, Entry> entries(TextTable text) {
        int file = required(text, "file");
        int target = required(text, "target_column");
        int task = required(text, "task");
        int group = required(text, "group");
        Map<String, Entry> entries = new HashMap<>();
        for (TextTable.Row row : text.rows()) {
            String kind = row.cells().get(task).strip();
            if (!kind.equals(REGRESSION) && !kind.equals("classification")) {
                throw new DataException(text.file() + ", line " + row.line() + ": column 'task' is '" + kind
                        + "': give regression or classification");
            }
            String named = row.cells().get(group).strip();
            String own = row.cells().get(file).strip();
            entries.put(
                    own,
                    new Entry(
                            row.cells().get(target).strip(),
                            kind.equals(REGRESSION),
                            Cells.isMissing(named) ? own : named));
        }
        return entries;
    }

    private static int required(TextTable text, String column) {
        int found = text.column(column);
        if (found < 0) {
            throw new DataException(
                    text.file() + " has no column '" + column + "': it needs file, target_column, task" + " and group");
        }
        return found;
    }

    /**
     * The same tables, one of them without a column, such as one that is known only once the target is.
     *
     * @throws DataException if there is no such table, or no such column in it
     */
    public TableArchive without(String table, String column) {
        Domain from = domain(table);
        // Fails where there is none: a column that was to go would stay unnoticed.
        from.features().column(column);
        List<Domain> others = domains.stream()
                .map(domain -> domain.name().equals(table)
                        ? new Domain(from.name(), from.group(), from.features().without(column), from.target())
                        : domain)
                .toList();
        return new TableArchive(
                name,
                Fingerprint.combined(List.of(fingerprint, Fingerprint.ofText("without " + table + "/" + column))),
                others);
    }

    /**
     * The table called {@code wanted}.
     *
     * @throws DataException if there is none, with the nearest name
     */
    public Domain domain(String wanted) {
        return domains.stream()
                .filter(domain -> domain.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new DataException(name + ": "
                        + Suggestions.unknown(
                                "table",
                                wanted,
                                domains.stream().map(Domain::name).toList())));
    }
}
