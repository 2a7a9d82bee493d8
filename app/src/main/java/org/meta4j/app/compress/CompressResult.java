package org.meta4j.app.compress;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Texts;
import org.meta4j.learners.files.Json;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.EpisodeShape;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code meta4j compress} says of a learner.
 *
 * @param sizes of model and file
 * @param scores on held-out tasks; null where there were none to score on
 * @param search for the recipe; null where it was given
 */
record CompressResult(
        Sizes sizes,
        HeldOut.@Nullable Accuracies scores,
        @Nullable Search search) {
    /** One document; what was not scored is null in it. */
    String json() {
        ObjectNode json = sizes.json();
        put(json, "Before", scores == null ? null : scores.before());
        put(json, "After", scores == null ? null : scores.after());
        put(json, "Readapted", scores == null ? null : scores.readapted());
        EpisodeShape shape = scores == null ? null : shape(scores);
        json.put("millisBefore", scores == null ? null : scores.latency().before())
                .put("millisAfter", scores == null ? null : scores.latency().after())
                .put("tasks", scores == null ? null : scores.test().tasks())
                .put("ways", shape == null ? null : shape.ways())
                .put("shots", shape == null ? null : shape.shots())
                .put("queries", shape == null ? null : shape.queries())
                .put("data", scores == null ? null : scores.test().data().name())
                .put("split", scores == null ? null : scores.test().split())
                .put("batchNorm", scores == null ? null : scores.batchNorm());
        json.set("layers", Json.tree(sizes.report().layers()));
        if (search != null) {
            json.set("search", search.json());
        }
        return Json.write(json);
    }

    private static void put(ObjectNode json, String when, @Nullable Scores scores) {
        json.put("accuracy" + when, scores == null ? null : scores.accuracy().mean());
        json.put("ci95" + when, scores == null ? null : scores.accuracy().halfWidth());
    }

    private static EpisodeShape shape(HeldOut.Accuracies scores) {
        return scores.test().sampler().episodeShape();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        if (search != null) {
            text.append(search.text()).append(System.lineSeparator());
        }
        text.append(sizes.text());
        if (scores != null) {
            EpisodeShape shape = shape(scores);
            text.append(String.format(
                    Locale.ROOT,
                    "%naccuracy %s before, %s of compressed solutions, %s when the compressed model learns each task itself%n"
                            + "(%s tasks, %d-way %d-shot %d queries, split %s, batch-norm %s); a query takes %.2f ms,"
                            + " before %.2f",
                    accuracy(scores.before()),
                    accuracy(scores.after()),
                    accuracy(scores.readapted()),
                    Texts.count(scores.test().tasks()),
                    shape.ways(),
                    shape.shots(),
                    shape.queries(),
                    scores.test().split(),
                    scores.batchNorm(),
                    scores.latency().after(),
                    scores.latency().before()));
        }
        return text.toString();
    }

    private static String accuracy(Scores scores) {
        return String.format(
                Locale.ROOT,
                "%.2f %% ± %.2f",
                100 * scores.accuracy().mean(),
                100 * scores.accuracy().halfWidth());
    }
}
