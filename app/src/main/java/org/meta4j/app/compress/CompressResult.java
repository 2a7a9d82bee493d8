package org.meta4j.app.compress;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Texts;
import org.meta4j.compress.CompressionReport;
import org.meta4j.learners.files.Json;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.EpisodeShape;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code meta4j compress} says.
 *
 * @param model that was compressed
 * @param file that was written
 * @param bytesBefore of the model's file
 * @param bytesAfter of the compressed one's
 * @param report weights, layer by layer
 * @param scores on held-out tasks; null where there were none to score on
 * @param search for the recipe; null where it was given
 */
record CompressResult(
        Path model,
        Path file,
        long bytesBefore,
        long bytesAfter,
        CompressionReport report,
        HeldOut.@Nullable Accuracies scores,
        @Nullable Search search) {
    private double ratio() {
        return (double) bytesBefore / bytesAfter;
    }

    /** One document; what was not scored is null in it. */
    String json() {
        ObjectNode json = Json.object();
        json.put("model", model.toString())
                .put("file", file.toString())
                .put("recipe", report.recipe())
                .put("bytesBefore", bytesBefore)
                .put("bytesAfter", bytesAfter)
                .put("ratio", ratio())
                .put("weightBytesBefore", report.weightBytesBefore())
                .put("weightBytesAfter", report.weightBytesAfter())
                .put("multiplyAddsBefore", report.multiplyAddsBefore())
                .put("multiplyAddsAfter", report.multiplyAddsAfter());
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
                .put("split", scores == null ? null : scores.test().split())
                .put("batchNorm", scores == null ? null : scores.batchNorm());
        json.set("layers", Json.tree(report.layers()));
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
        text.append(row("layer", "weights", "kept", "bytes", "bits/weight", "error", "mult-adds"));
        for (CompressionReport.Layer layer : report.layers()) {
            text.append(row(
                    layer.name(),
                    Texts.count(layer.weights()),
                    percent(100.0 * layer.kept() / layer.weights()),
                    Texts.count(layer.bytesAfter()),
                    String.format(Locale.ROOT, "%.2f", layer.bitsPerWeight()),
                    percent(100 * layer.error()),
                    Texts.count(layer.multiplyAddsAfter())));
        }
        text.append(String.format(
                Locale.ROOT,
                "%s: %s bytes, before %s: %.1f times smaller (weights and statistics alone %.1f times); %s"
                        + " multiply-adds for an example by weights that are not zero, before %s",
                file,
                Texts.count(bytesAfter),
                Texts.count(bytesBefore),
                ratio(),
                (double) report.weightBytesBefore() / report.weightBytesAfter(),
                Texts.count(report.multiplyAddsAfter()),
                Texts.count(report.multiplyAddsBefore())));
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

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%-28s %10s %8s %10s %12s %8s %12s%n", (Object[]) cells);
    }

    private static String percent(double number) {
        return String.format(Locale.ROOT, "%.1f%%", number);
    }

    private static String accuracy(Scores scores) {
        return String.format(
                Locale.ROOT,
                "%.2f %% ± %.2f",
                100 * scores.accuracy().mean(),
                100 * scores.accuracy().halfWidth());
    }
}
