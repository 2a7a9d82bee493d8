package org.meta4j.app.eval;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Texts;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A learner's score on Lake's runs, with names as in JSON.
 *
 * @param error between 0 and 1, mean over the runs: the published score
 * @param accuracy 1 − error
 * @param ci95 half the width of the error's 95 % interval
 * @param tasks runs
 * @param ways classes of a run
 * @param shots support drawings of a class
 * @param queries query drawings of a class
 * @param batchNorm mode
 * @param method of the learner
 * @param model its file
 * @param data the data set
 * @param seconds that solving took
 * @param beside another learner's score on the same runs; null where it was not asked for, and then not in the JSON
 */
record RunsResult(
        double error,
        double accuracy,
        double ci95,
        int tasks,
        int ways,
        int shots,
        int queries,
        String batchNorm,
        String method,
        String model,
        String data,
        double seconds,
        @Nullable Yardstick beside) {
    String json() {
        JsonNode tree = Json.tree(this);
        if (beside == null && tree instanceof ObjectNode object) {
            object.remove("beside");
        }
        return Json.write(tree);
    }

    String text() {
        String line = String.format(
                Locale.ROOT,
                "error %s ± %s (95 %% interval over %d runs; people: 4.5 %%), accuracy %s, %d-way %d-shot within"
                        + " alphabets, batch-norm %s",
                Texts.percent(error),
                Texts.percentPoints(ci95),
                tasks,
                Texts.percent(accuracy),
                ways,
                shots,
                batchNorm);
        return line + (beside == null ? "" : System.lineSeparator() + beside.text());
    }
}
