package org.meta4j.app.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.meta4j.data.ClassSplit;
import org.meta4j.data.DataException;
import org.meta4j.data.LabelledTable;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/** A table of numbers with a column of classes. */
record TableSource(LabelledTable table) implements DataSource {
    private static final String RANDOM = "random";
    private static final String ALL = "all";
    private static final String GIVEN = "given";

    /** @param place {@code FILE} or {@code FILE#COLUMN} */
    static LabelledTable read(String place, boolean skipBad) {
        int mark = place.lastIndexOf('#');
        return mark < 0 || Files.exists(Path.of(place))
                ? LabelledTable.read(Path.of(place), "", skipBad)
                : LabelledTable.read(Path.of(place.substring(0, mark)), place.substring(mark + 1), skipBad);
    }

    static TableSource open(String place, ExampleShape shape, boolean skipBad) {
        LabelledTable table = read(place, skipBad);
        if (!table.shape().equals(shape)) {
            throw new DataException(
                    "table " + place + " has " + table.features().size()
                            + " columns of numbers, but the learner needs examples of " + shape
                            + ": give data like those that it was trained on");
        }
        return new TableSource(table);
    }

    @Override
    public List<String> notes() {
        return table.notes();
    }

    @Override
    public List<String> splits() {
        return table.isDivided() ? List.of(GIVEN) : List.of(RANDOM, ALL);
    }

    @Override
    public MetaDataset split(String name, long seed, int ways) {
        return switch (checkedSplit(name)) {
            case GIVEN -> table.given();
            case ALL -> table.all();
            default -> table.split(ClassSplit.DEFAULT.withSeed(seed), ways);
        };
    }

    @Override
    public Map<String, LabelledExamples> sections() {
        return table.isDivided() ? Sections.of(table.given()) : Sections.of("all", table);
    }

    @Override
    public String kind() {
        return "a table";
    }
}
