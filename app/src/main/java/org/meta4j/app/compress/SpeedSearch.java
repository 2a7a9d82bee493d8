package org.meta4j.app.compress;

import java.util.Locale;
import org.meta4j.app.cli.UsageException;
import org.meta4j.compress.Recipe;
import org.meta4j.compress.WidthSearch;
import org.meta4j.data.DataException;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Json;
import org.meta4j.tasks.Task;
import tools.jackson.databind.node.ObjectNode;

/**
 * The search for the widest network that is fast enough.
 *
 * @param result all widths that were timed
 * @param chosen of them
 * @param recipe makes the network so narrow, and trains it
 */
record SpeedSearch(WidthSearch.Result result, WidthSearch.Tried chosen, Recipe recipe) implements Search {
    /**
     * Times widths and chooses one.
     *
     * @param task whose query is timed
     * @throws DataException if the model is fast enough as it is, or no width is
     * @throws UsageException if its network cannot be made narrower
     */
    static SpeedSearch run(TrainedLearner base, Task task, double mostMillis, Recipe training) {
        TrainedLearner timed =
                base.withBatchNorm(Methods.named(base.settings().method()).evaluationBatchNorm());
        WidthSearch.Result result =
                UsageException.check(() -> WidthSearch.search(timed, learner -> Latency.millis(learner, task)));
        if (result.before().millis() <= mostMillis) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "a query takes %.3f ms as it is, which is within --most-millis: use the model, or give less",
                    result.before().millis()));
        }
        WidthSearch.Tried chosen = result.ofMillis(mostMillis)
                .orElseThrow(() -> new DataException(String.format(
                        Locale.ROOT, "no width is so fast: %s: allow more with --most-millis", list(result))));
        return new SpeedSearch(result, chosen, chosen.recipe().then(training));
    }

    private static String list(WidthSearch.Result result) {
        return String.join(
                ", ",
                result.tried().stream()
                        .map(one -> String.format(Locale.ROOT, "%d filters %.3f ms", one.filters(), one.millis()))
                        .toList());
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("millisBefore", result.before().millis());
        json.set("tried", Json.tree(result.tried()));
        return json;
    }

    @Override
    public String text() {
        return String.format(
                Locale.ROOT,
                "timed: %d filters %.3f ms; %s%nchosen: %s",
                result.before().filters(),
                result.before().millis(),
                list(result),
                recipe);
    }
}
