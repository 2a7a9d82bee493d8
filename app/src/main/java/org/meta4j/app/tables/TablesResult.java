package org.meta4j.app.tables;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Texts;
import org.meta4j.learners.files.Json;

/**
 * Scores of learners on the same tasks of tables, with names as in JSON.
 *
 * @param scores one for each learner
 * @param data the tables
 * @param part of them: test, train or all
 * @param tables that tasks came from
 * @param tasks solved
 * @param seed of the tasks
 * @param ways classes of a task; 1 for numbers
 * @param shots supports of each class
 * @param queries of each class
 * @param unseen whether the tables are known not to have been trained on
 * @param seconds that all took
 */
record TablesResult(
        List<Score> scores,
        String data,
        String part,
        int tables,
        int tasks,
        long seed,
        int ways,
        int shots,
        int queries,
        boolean unseen,
        double seconds) {
    TablesResult {
        scores = List.copyOf(scores);
    }

    /**
     * Squared errors of tasks, each in units of the variance of its queries' numbers and at most 5.
     *
     * @param mean over the tasks
     * @param ci95 half the width of its 95 % interval
     * @param median over the tasks
     */
    record SquaredError(double mean, double ci95, double median) {}

    /**
     * A learner's score.
     *
     * @param learner its name, or file
     * @param relativeError of numbers: mean over the tasks of the error's root mean square divided by that of the support's
     *     mean; 1 is no better than the mean
     * @param accuracy of classes: mean over the tasks
     * @param ci95 half the width of the 95 % interval of either
     * @param squaredError of numbers: in units of the variance of each task's queries
     * @param rSquared of numbers: median over the tasks of 1 − squared error / that of the support's mean
     * @param rmse of numbers: median over the tasks, in deviations of the support
     * @param macroF1 of classes: mean over the tasks
     * @param byTable mean relative error, or accuracy, of each table's tasks
     * @param weights of a set: mean weight of each member over the tasks
     */
    record Score(
            String learner,
            @Nullable Double relativeError,
            @Nullable Double accuracy,
            double ci95,
            @Nullable SquaredError squaredError,
            @Nullable Double rSquared,
            @Nullable Double rmse,
            @Nullable Double macroF1,
            Map<String, Double> byTable,
            @Nullable Map<String, Double> weights) {
        private String text() {
            String line = relativeError != null && squaredError != null
                    ? String.format(
                            Locale.ROOT,
                            "%.3f ± %.3f   %.3f ± %.3f   %6.3f   %6.3f   %6.3f",
                            relativeError,
                            ci95,
                            squaredError.mean,
                            squaredError.ci95,
                            squaredError.median,
                            rSquared,
                            rmse)
                    : String.format(
                            Locale.ROOT,
                            "%s ± %s   %s",
                            Texts.percent(accuracy == null ? Double.NaN : accuracy),
                            Texts.percentPoints(ci95),
                            Texts.percent(macroF1 == null ? Double.NaN : macroF1));
            if (weights == null) {
                return line;
            }
            StringBuilder used = new StringBuilder();
            weights.forEach((member, weight) ->
                    used.append(String.format(Locale.ROOT, "%s%s %.2f", used.isEmpty() ? "" : ", ", member, weight)));
            return line + "   (" + used + ")";
        }
    }

    String json() {
        return Json.write(this);
    }

    String text() {
        int width = Math.max(
                7,
                scores.stream().mapToInt(score -> score.learner.length()).max().orElse(0));
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, %s: %d tables%s, %s tasks, %s%d-shot %d queries, seed %d%n",
                data,
                part,
                tables,
                unseen ? "" : ", perhaps trained on",
                Texts.count(tasks),
                ways == 1 ? "" : ways + "-way ",
                shots,
                queries,
                seed));
        text.append(String.format(
                Locale.ROOT,
                "%-" + width + "s   %s%n",
                "learner",
                ways == 1 ? "relative error  squared error   median   median R²  RMSE" : "accuracy        macro-F1"));
        for (Score score : scores) {
            text.append(String.format(Locale.ROOT, "%-" + width + "s   %s%n", score.learner, score.text()));
        }
        return text.append(
                        ways == 1
                                ? "Relative error: root mean square by that of the support's mean, 1 is no better."
                                        + " Squared error: by the variance of a task's queries, at most 5."
                                        + " Means with 95 % intervals over tasks, then medians."
                                : "95 % interval over tasks.")
                .toString();
    }
}
