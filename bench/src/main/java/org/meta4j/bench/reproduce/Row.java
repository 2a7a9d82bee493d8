package org.meta4j.bench.reproduce;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A learner that is trained once, and its tests.
 *
 * @param name on the command line, and of its folder
 * @param title in the table
 * @param data files that it needs, relative to the folder of the data; empty for none
 * @param train words after {@code meta4j train}, without run folder, minutes and threads; {@code {data}} in them stands for
 *     the folder of the data
 * @param minutes of training; 0 where the words have a number of iterations
 * @param cells its tests, with names of their own
 */
public record Row(String name, String title, List<String> data, List<String> train, double minutes, List<Cell> cells) {
    public Row {
        data = List.copyOf(data);
        train = List.copyOf(train);
        cells = List.copyOf(cells);
        if (!name.matches("[a-z0-9+-]+")) {
            throw new IllegalArgumentException("'" + name + "' would be no good name of a folder");
        }
        if (minutes < 0 || (minutes == 0) != train.contains("--iterations")) {
            throw new IllegalArgumentException(
                    "row '" + name + "' must have either minutes above 0 or --iterations, but has " + minutes);
        }
        Set<String> names = new HashSet<>();
        for (Cell cell : cells) {
            if (!names.add(cell.name())) {
                throw new IllegalArgumentException("row '" + name + "' has two cells '" + cell.name() + "'");
            }
        }
    }

    /** The same, trained for another time. */
    public Row withMinutes(double time) {
        return new Row(name, title, data, train, time, cells);
    }
}
