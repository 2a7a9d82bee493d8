package org.meta4j.app.eval;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.meta4j.app.cli.Texts;
import org.meta4j.learners.files.Json;

/**
 * A learner's score on tasks of numbers, with names as in JSON.
 *
 * @param scores after so many steps each
 * @param beside learners that have learned nothing from other tasks, on the same ones
 * @param tasks solved
 * @param seed of the tasks
 * @param shots support examples of a task
 * @param queries query examples of a task
 * @param method of the learner
 * @param model its file
 * @param data the family of tasks, with its protocol
 * @param seconds that solving took
 */
record NumbersResult(
        List<Score> scores,
        List<Beside> beside,
        int tasks,
        long seed,
        int shots,
        int queries,
        String method,
        String model,
        String data,
        double seconds) {
    NumbersResult {
        scores = List.copyOf(scores);
        beside = List.copyOf(beside);
    }

    /**
     * A base-learner's score.
     *
     * @param squaredError mean over the tasks of the mean squared error
     * @param ci95 half the width of its 95 % interval
     */
    record Beside(String learner, double squaredError, double ci95) {
        private String text() {
            return String.format(Locale.ROOT, "%nbeside it %s: %.4f ± %.4f", learner, squaredError, ci95);
        }
    }

    /**
     * A score.
     *
     * @param steps on each task; 0 where the learner takes none
     * @param squaredError mean over the tasks of the mean squared error; NaN, null in JSON, where steps diverge
     * @param ci95 half the width of its 95 % interval
     */
    record Score(int steps, double squaredError, double ci95) {
        private String text() {
            String after = steps == 0 ? "" : " after " + steps + (steps == 1 ? " step" : " steps");
            return Double.isNaN(squaredError)
                    ? "not finite" + after + ", which diverge"
                    : String.format(Locale.ROOT, "%.4f ± %.4f", squaredError, ci95) + after;
        }
    }

    String json() {
        return Json.write(this);
    }

    String text() {
        String errors = scores.stream().map(Score::text).collect(Collectors.joining(", "));
        return "squared error " + errors + " (95 % interval over " + Texts.count(tasks) + " tasks), " + shots + "-shot "
                + queries + " queries, " + data + ", seed " + seed
                + beside.stream().map(Beside::text).collect(Collectors.joining());
    }
}
