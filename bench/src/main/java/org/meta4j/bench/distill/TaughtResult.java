package org.meta4j.bench.distill;

import java.util.List;
import org.meta4j.scores.MeanInterval;

/**
 * How students did on new tasks, of which they had no label.
 *
 * @param data name of the data and their split
 * @param rows teachers and students
 */
public record TaughtResult(TaughtSettings settings, String data, List<Row> rows) {
    public TaughtResult {
        rows = List.copyOf(rows);
    }

    /**
     * One of them.
     *
     * @param who in words
     * @param steps that it takes on a new task; 0 for a teacher
     * @param rate of these
     * @param accuracy of queries by their true labels
     */
    public record Row(String who, int steps, double rate, MeanInterval accuracy) {}
}
