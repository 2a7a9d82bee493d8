package org.meta4j.app.compress;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Texts;
import org.meta4j.compress.CompressionReport;
import org.meta4j.learners.files.Json;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.EpisodeShape;

/**
 * What {@code meta4j compress} says.
 *
 * @param bytesBefore of the model's file
 * @param bytesAfter of the compressed one's
 * @param accuracyBefore of the original on held-out tasks, and null with all after it where there were none to score on
 * @param accuracyAfter of tasks that the original solved, their solutions then compressed
 * @param accuracyReadapted of tasks that the compressed learner learned itself
 */
record CompressResult(
        String model,
        String file,
        String recipe,
        long bytesBefore,
        long bytesAfter,
        double ratio,
        long weightBytesBefore,
        long weightBytesAfter,
        @Nullable Double accuracyBefore,
        @Nullable Double accuracyAfter,
        @Nullable Double accuracyReadapted,
        @Nullable Double ci95Before,
        @Nullable Double ci95After,
        @Nullable Double ci95Readapted,
        @Nullable Integer tasks,
        @Nullable Integer ways,
        @Nullable Integer shots,
        @Nullable Integer queries,
        @Nullable String split,
        @Nullable String batchNorm,
        List<CompressionReport.Layer> layers) {

    static CompressResult of(
            Path model,
            Path file,
            long bytesBefore,
            long bytesAfter,
            CompressionReport report,
            HeldOut.@Nullable Accuracies scores) {
        EpisodeShape shape = scores == null ? null : scores.test().sampler().episodeShape();
        return new CompressResult(
                model.toString(),
                file.toString(),
                report.recipe(),
                bytesBefore,
                bytesAfter,
                (double) bytesBefore / bytesAfter,
                report.weightBytesBefore(),
                report.weightBytesAfter(),
                scores == null ? null : mean(scores.before()),
                scores == null ? null : mean(scores.after()),
                scores == null ? null : mean(scores.readapted()),
                scores == null ? null : scores.before().accuracy().halfWidth(),
                scores == null ? null : scores.after().accuracy().halfWidth(),
                scores == null ? null : scores.readapted().accuracy().halfWidth(),
                scores == null ? null : scores.test().tasks(),
                shape == null ? null : shape.ways(),
                shape == null ? null : shape.shots(),
                shape == null ? null : shape.queries(),
                scores == null ? null : scores.test().split(),
                scores == null ? null : scores.batchNorm(),
                report.layers());
    }

    private static double mean(Scores scores) {
        return scores.accuracy().mean();
    }

    String json() {
        return Json.write(this);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%-28s %10s %8s %10s %12s %7s%n",
                "layer",
                "weights",
                "kept",
                "bytes",
                "bits/weight",
                "error"));
        for (CompressionReport.Layer layer : layers) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-28s %10s %7.1f%% %10s %12.2f %6.1f%%%n",
                    layer.name(),
                    Texts.count(layer.weights()),
                    100.0 * layer.kept() / layer.weights(),
                    Texts.count(layer.bytesAfter()),
                    layer.bitsPerWeight(),
                    100 * layer.error()));
        }
        text.append(String.format(
                Locale.ROOT,
                "%s: %s bytes, before %s: %.1f times smaller (weights and statistics alone %.1f times)",
                file,
                Texts.count(bytesAfter),
                Texts.count(bytesBefore),
                ratio,
                (double) weightBytesBefore / weightBytesAfter));
        if (accuracyBefore != null && accuracyAfter != null && accuracyReadapted != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "%naccuracy %.2f %% ± %.2f before, %.2f %% ± %.2f of compressed solutions, %.2f %% ± %.2f when the"
                            + " compressed model learns each task itself%n(%s tasks, %d-way %d-shot %d queries, split %s, batch-norm %s)",
                    100 * accuracyBefore,
                    100 * orNan(ci95Before),
                    100 * accuracyAfter,
                    100 * orNan(ci95After),
                    100 * accuracyReadapted,
                    100 * orNan(ci95Readapted),
                    tasks == null ? "" : Texts.count(tasks),
                    ways,
                    shots,
                    queries,
                    split,
                    batchNorm));
        }
        return text.toString();
    }

    private static double orNan(@Nullable Double number) {
        return number == null ? Double.NaN : number;
    }
}
