package org.meta4j.app.eval;

import java.util.Locale;
import org.meta4j.app.cli.Texts;
import org.meta4j.learners.files.Json;

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
        double seconds) {
    String json() {
        return Json.write(this);
    }

    String text() {
        return String.format(
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
    }
}
