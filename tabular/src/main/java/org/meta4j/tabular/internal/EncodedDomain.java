package org.meta4j.tabular.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.meta4j.tabular.Column;
import org.meta4j.tabular.Domain;

/**
 * A domain in numbers: columns of numbers as they are, NaN where missing; a column of categories as one column of 0 and 1 for
 * each, all 0 where missing.
 *
 * @param name of the domain
 * @param columns features, at least one
 * @param numbers targets of regression; empty for classes
 * @param classes row numbers of each class; empty for numbers
 * @param classNames one for each class
 */
public record EncodedDomain(
        String name, List<double[]> columns, double[] numbers, List<int[]> classes, List<String> classNames) {
    public EncodedDomain {
        columns = List.copyOf(columns);
        classes = List.copyOf(classes);
        classNames = List.copyOf(classNames);
    }

    public static EncodedDomain of(Domain domain) {
        List<double[]> columns = new ArrayList<>();
        for (Column column : domain.features().columns()) {
            if (column instanceof Column.Numbers numbers) {
                columns.add(numbers.values());
            } else if (column instanceof Column.Categories categories) {
                for (int code = 0; code < categories.names().size(); code++) {
                    int wanted = code;
                    columns.add(Arrays.stream(categories.codes())
                            .mapToDouble(found -> found == wanted ? 1 : 0)
                            .toArray());
                }
            }
        }
        if (domain.target() instanceof Column.Numbers numbers) {
            return new EncodedDomain(domain.name(), columns, numbers.values(), List.of(), List.of());
        }
        Column.Categories target = (Column.Categories) domain.target();
        List<int[]> classes = IntStream.range(0, target.names().size())
                .mapToObj(code -> IntStream.range(0, target.rows())
                        .filter(row -> target.codes()[row] == code)
                        .toArray())
                .toList();
        return new EncodedDomain(domain.name(), columns, new double[0], classes, target.names());
    }

    /** Numbers of the classes that have at least so many rows. */
    public int[] classesOf(int rows) {
        return IntStream.range(0, classes.size())
                .filter(c -> classes.get(c).length >= rows)
                .toArray();
    }

    public int rows() {
        return columns.get(0).length;
    }
}
