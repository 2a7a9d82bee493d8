package org.meta4j.bench.tables;

import org.meta4j.scores.Scores;

/**
 * How one learner does on one table.
 *
 * @param table its name
 * @param rows that each task was learned from
 * @param learner its name
 * @param accuracy mean over tasks, between 0 and 1
 * @param accuracyCi95 half its 95 % interval
 * @param macroF1 mean over tasks of the mean of both classes' F1
 * @param macroF1Ci95 half its 95 % interval
 */
public record FewRowsResult(
        String table,
        int rows,
        String learner,
        double accuracy,
        double accuracyCi95,
        double macroF1,
        double macroF1Ci95) {
    static FewRowsResult of(String table, int rows, String learner, Scores scores) {
        return new FewRowsResult(
                table,
                rows,
                learner,
                scores.accuracy().mean(),
                scores.accuracy().halfWidth(),
                scores.macroF1().mean(),
                scores.macroF1().halfWidth());
    }
}
