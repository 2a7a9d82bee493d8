package org.meta4j.app.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.meta4j.app.pictures.charts.LearningCurve;
import org.meta4j.learners.files.JsonLines;
import tools.jackson.databind.JsonNode;

/**
 * What {@code metrics.jsonl} says of a training; a number that is missing or null there is NaN.
 *
 * @param iterations of the losses and accuracies
 * @param losses of training tasks
 * @param accuracies on training tasks
 * @param validations in the order of the file
 */
record Metrics(double[] iterations, double[] losses, double[] accuracies, List<LearningCurve.Validation> validations) {
    Metrics {
        validations = List.copyOf(validations);
    }

    /**
     * Reads the file; if there is none, there are no numbers.
     *
     * @throws org.meta4j.learners.files.FileFormatException if a line before the last is not a JSON object
     */
    static Metrics read(Path file) {
        List<JsonNode> lines = Files.isRegularFile(file) ? JsonLines.read(file) : List.of();
        List<double[]> trained = new ArrayList<>();
        List<LearningCurve.Validation> validations = new ArrayList<>();
        for (JsonNode line : lines) {
            double iteration = number(line, JsonLines.ITERATION);
            JsonNode scores = line.get("validation");
            if (Double.isNaN(iteration)) {
                continue;
            }
            if (scores == null) {
                trained.add(new double[] {iteration, number(line, "loss"), number(line, "accuracy")});
            } else {
                validations.add(new LearningCurve.Validation(
                        iteration,
                        number(scores, "accuracy"),
                        number(scores, "ci95"),
                        scores.path("best").asBoolean(false)));
            }
        }
        return new Metrics(column(trained, 0), column(trained, 1), column(trained, 2), validations);
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }

    private static double number(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isNumber() ? value.doubleValue() : Double.NaN;
    }

    boolean isEmpty() {
        return iterations.length == 0 && validations.isEmpty();
    }
}
