package org.meta4j.app.eval;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Texts;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.files.Json;
import org.meta4j.scores.PairScores;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A learner's score, with names as in JSON.
 *
 * @param accuracy between 0 and 1, mean over the tasks
 * @param ci95 half the width of its 95 % interval
 * @param macroF1 between 0 and 1, mean over the tasks
 * @param tasks solved
 * @param seed of the tasks
 * @param split and part
 * @param newClasses false where the learner is known to have been meta-trained on some of them; in the JSON only then
 * @param batchNorm mode
 * @param ways classes of a task
 * @param shots support examples of a class
 * @param queries query examples of a class
 * @param method of the learner
 * @param model its file
 * @param data the data set
 * @param seconds that solving took
 * @param head what solved the tasks in place of the method's own way; null where it was not asked for, and then not in the
 *     JSON
 * @param transductive whether an answer depends on the task's other queries by more than batch normalisation; not in the JSON
 *     where it does not
 * @param trust known and unknown queries; null where it was not asked for, and then not in the JSON. There its fields
 *     stand among the others
 * @param pairs same or different; null where it was not asked for, and then not in the JSON
 * @param beside another learner's score on the same tasks; null where it was not asked for, and then not in the JSON
 */
record EvalResult(
        double accuracy,
        double ci95,
        double macroF1,
        int tasks,
        long seed,
        String split,
        boolean newClasses,
        String batchNorm,
        int ways,
        int shots,
        int queries,
        String method,
        String model,
        String data,
        double seconds,
        @Nullable String head,
        boolean transductive,
        @Nullable TrustResult trust,
        @Nullable PairScores pairs,
        @Nullable Yardstick beside) {
    String json() {
        JsonNode tree = Json.tree(this);
        if (tree instanceof ObjectNode object) {
            object.remove("trust");
            if (trust != null && Json.tree(trust) instanceof ObjectNode fields) {
                object.setAll(fields);
            }
            if (head == null) {
                object.remove("head");
            }
            if (!transductive) {
                object.remove("transductive");
            }
            if (newClasses) {
                object.remove("newClasses");
            }
            if (pairs == null) {
                object.remove("pairs");
            }
            if (beside == null) {
                object.remove("beside");
            }
        }
        return Json.write(tree);
    }

    String text() {
        // Running statistics and those of support plus one query answer each query by itself.
        String induction = transductive || batchNorm.equals(BatchNorm.TRANSDUCTIVE.label()) ? "" : " (inductive)";
        String line = String.format(
                Locale.ROOT,
                "accuracy %s ± %s (95 %% interval over %s tasks), macro-F1 %s, %d-way %d-shot %d queries, split %s%s,"
                        + " batch-norm %s%s, seed %d",
                Texts.percent(accuracy),
                Texts.percentPoints(ci95),
                Texts.count(tasks),
                Texts.percent(macroF1),
                ways,
                shots,
                queries,
                split,
                newClasses ? "" : " (classes not new)",
                batchNorm,
                induction,
                seed);
        return line
                + (head == null ? "" : ", head " + head)
                + (transductive ? ", transductive: all queries of a task are looked at together" : "")
                + (trust == null ? "" : System.lineSeparator() + trust.text())
                + (pairs == null ? "" : System.lineSeparator() + text(pairs))
                + (beside == null ? "" : System.lineSeparator() + beside.text());
    }

    private static String text(PairScores pairs) {
        return String.format(
                Locale.ROOT,
                "pairs: same or different %s right, AUROC %.4f, threshold %.4f, %s pairs",
                Texts.percent(pairs.accuracy()),
                pairs.auroc(),
                pairs.threshold(),
                Texts.count(pairs.pairs()));
    }
}
