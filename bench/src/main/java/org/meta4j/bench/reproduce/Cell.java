package org.meta4j.bench.reproduce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One test of a trained learner.
 *
 * @param name of the cell, one of its row's: {@code 5-way 1-shot}
 * @param eval words after {@code meta4j eval RUN}; {@code {data}} in them stands for the folder of the data
 * @param gate the number to reach; null where there is none, and the result is reported
 */
public record Cell(String name, List<String> eval, @Nullable Gate gate) {
    public Cell {
        eval = List.copyOf(eval);
    }
}
