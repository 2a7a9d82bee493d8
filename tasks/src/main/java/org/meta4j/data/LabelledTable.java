package org.meta4j.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.meta4j.data.internal.NumberColumns;
import org.meta4j.naming.Suggestions;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.internal.ClassSubset;

/**
 * A table with a class for each row, from a CSV file with a header: measurements, features of another program, anything
 * in numbers. Columns of numbers are the features, in the file's order and as they are: bring columns of different units
 * to one scale before. The class is a column's text. A column {@code group} says what the classes belong to, and a column
 * {@code split} with {@code train}, {@code validation} (or {@code val}) and {@code test} how they are divided.
 */
public final class LabelledTable implements LabelledExamples {
    private static final String GROUP = "group";
    private static final String SPLIT = "split";
    private static final List<String> PARTS = List.of("train", "validation", "val", "test");

    private final Path file;
    private final List<String> features;
    private final List<ClassInfo> classes;
    private final List<List<float[]>> rows;
    private final List<List<String>> names;
    private final List<String> splits;
    private final List<String> notes;

    private LabelledTable(Path file, NumberColumns columns, SortedMap<String, Rows> byLabel) {
        this.file = file;
        features = columns.names();
        notes = columns.notes();
        String set = String.valueOf(file.getFileName());
        classes = byLabel.entrySet().stream()
                .map(e -> new ClassInfo(
                        e.getKey(),
                        e.getValue().group.isEmpty() ? set : e.getValue().group,
                        e.getKey(),
                        e.getValue().values.size()))
                .toList();
        rows = byLabel.values().stream().map(r -> List.copyOf(r.values)).toList();
        names = byLabel.values().stream().map(r -> List.copyOf(r.lines)).toList();
        splits = byLabel.values().stream().map(r -> r.split).toList();
    }

    /** What is gathered of one class. */
    private static final class Rows {
        private final String group;
        private final String split;
        private final List<float[]> values = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();

        Rows(String group, String split) {
            this.group = group;
            this.split = split;
        }
    }

    /**
     * Reads a table.
     *
     * @param label name of the column of classes; empty for the first of {@link TextTable#LABEL_NAMES} that there is
     * @param skipBad whether rows that miss a number, or a class, are left out instead of refusing the file
     * @throws DataException if there is no such file, no such column, no column of numbers, or a row that cannot be used
     */
    public static LabelledTable read(Path file, String label, boolean skipBad) {
        TextTable table = TextTable.read(file);
        int labels = table.labelColumn(label);
        int groups = table.column(GROUP);
        int splits = table.column(SPLIT);
        NumberColumns columns = NumberColumns.of(table, List.of(labels, groups, splits), skipBad);
        SortedMap<String, Rows> byLabel = new TreeMap<>();
        for (TextTable.Row row : table.rows()) {
            String name = row.cells().get(labels).strip();
            if (name.isEmpty() && !skipBad) {
                throw new DataException(file + ", line " + row.line() + ": column '"
                        + table.header().get(labels) + "' is empty: fill it in, or skip bad rows");
            }
            Optional<float[]> values = name.isEmpty() ? Optional.empty() : columns.values(row);
            if (values.isEmpty()) {
                continue;
            }
            String group = groups < 0 ? "" : row.cells().get(groups).strip();
            String split =
                    splits < 0 ? "" : part(file, row, row.cells().get(splits).strip());
            Rows rows = byLabel.computeIfAbsent(name, n -> new Rows(group, split));
            requireSame(file, row, name, GROUP, rows.group, group);
            requireSame(file, row, name, SPLIT, rows.split, split);
            rows.values.add(values.get());
            rows.lines.add("line " + row.line());
        }
        if (byLabel.size() < 2) {
            throw new DataException(file + ": column '" + table.header().get(labels) + "' has "
                    + (byLabel.isEmpty() ? "no class" : "one class only, '" + byLabel.firstKey() + "'")
                    + ": give rows of at least 2 classes");
        }
        return new LabelledTable(file, columns, byLabel);
    }

    @Override
    public ExampleShape shape() {
        return ExampleShape.features(features.size());
    }

    @Override
    public List<ClassInfo> classes() {
        return classes;
    }

    @Override
    public void read(int classIndex, int example, float[] target, int offset) {
        System.arraycopy(rows.get(classIndex).get(example), 0, target, offset, features.size());
    }

    @Override
    public String exampleName(int classIndex, int example) {
        return names.get(classIndex).get(example);
    }

    /** Names of the columns that are features. */
    public List<String> features() {
        return features;
    }

    /** What the user should know of how the table was read, a line each: columns and rows that were left out. */
    public List<String> notes() {
        return notes;
    }

    /** Whether the table says by its column {@code split} how it is divided. */
    public boolean isDivided() {
        return splits.stream().noneMatch(String::isEmpty);
    }

    /**
     * Divides the classes by seed. Named {@code table/} and the file's name.
     *
     * @throws DataException if there are too few classes
     */
    public MetaDataset split(ClassSplit split, int ways) {
        ClassSplit.Division division = split.divide(file.toString(), classes, ways);
        return dataset(division.train(), division.validation(), division.test());
    }

    /** Divided as the column {@code split} says. */
    public MetaDataset given() {
        if (!isDivided()) {
            throw new DataException(file + " has no column '" + SPLIT + "': let the split be drawn by seed");
        }
        return dataset(indices("train"), indices("validation"), indices("test"));
    }

    /** All classes test, for a learner that was meta-trained on other data. */
    public MetaDataset all() {
        return dataset(List.of(), List.of(), indices(""));
    }

    /** Numbers of the classes in a part; of all for the empty name. */
    private List<Integer> indices(String part) {
        List<Integer> indices = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            if (part.isEmpty() || splits.get(c).equals(part)) {
                indices.add(c);
            }
        }
        return indices;
    }

    private MetaDataset dataset(List<Integer> train, List<Integer> validation, List<Integer> test) {
        return MetaDatasets.identified(
                "table/" + file.getFileName(),
                Fingerprint.ofExamples(this),
                new ClassSubset(this, train),
                new ClassSubset(this, validation),
                new ClassSubset(this, test));
    }

    private static String part(Path file, TextTable.Row row, String text) {
        if (!PARTS.contains(text)) {
            throw new DataException(file + ", line " + row.line() + ": " + Suggestions.unknown("split", text, PARTS));
        }
        return text.equals("val") ? "validation" : text;
    }

    private static void requireSame(
            Path file, TextTable.Row row, String name, String what, String earlier, String found) {
        if (!earlier.equals(found)) {
            throw new DataException(file + ", line " + row.line() + ": class '" + name + "' is in the " + what + " '"
                    + found + "', but in '" + earlier + "' before: a class may be in one " + what + " only");
        }
    }
}
