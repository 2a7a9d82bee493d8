package org.meta4j.app.compress;

import java.nio.file.Path;
import java.util.Locale;
import org.meta4j.app.cli.FilePaths;
import org.meta4j.app.cli.Texts;
import org.meta4j.compress.CompressionReport;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What compressing did to a model's size.
 *
 * @param model that was compressed
 * @param file that was written
 * @param bytesBefore of the model's file
 * @param bytesAfter of the compressed one's
 * @param report weights, layer by layer
 */
record Sizes(Path model, Path file, long bytesBefore, long bytesAfter, CompressionReport report) {
    static Sizes of(Path model, Path file, CompressionReport report) {
        return new Sizes(model, file, FilePaths.size(model), FilePaths.size(file), report);
    }

    private double ratio() {
        return (double) bytesBefore / bytesAfter;
    }

    /** The beginning of the document. */
    ObjectNode json() {
        return Json.object()
                .put("model", model.toString())
                .put("file", file.toString())
                .put("recipe", report.recipe())
                .put("bytesBefore", bytesBefore)
                .put("bytesAfter", bytesAfter)
                .put("ratio", ratio())
                .put("weightBytesBefore", report.weightBytesBefore())
                .put("weightBytesAfter", report.weightBytesAfter())
                .put("memoryBytesBefore", report.weightBytesBefore())
                .put("memoryBytesAfter", report.memoryBytes())
                .put("multiplyAddsBefore", report.multiplyAddsBefore())
                .put("multiplyAddsAfter", report.multiplyAddsAfter());
    }

    /** A table of layers, and the files. */
    String text() {
        StringBuilder text =
                new StringBuilder(row("layer", "weights", "kept", "bytes", "bits/weight", "error", "mult-adds"));
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
        return text.append(String.format(
                        Locale.ROOT,
                        "%s: %s bytes, before %s: %.1f times smaller (weights and statistics alone %.1f times)%n"
                                + "in memory %s bytes, before %s; %s multiply-adds for an example by weights that are not zero, before %s",
                        file,
                        Texts.count(bytesAfter),
                        Texts.count(bytesBefore),
                        ratio(),
                        (double) report.weightBytesBefore() / report.weightBytesAfter(),
                        Texts.count(report.memoryBytes()),
                        Texts.count(report.weightBytesBefore()),
                        Texts.count(report.multiplyAddsAfter()),
                        Texts.count(report.multiplyAddsBefore())))
                .toString();
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%-28s %10s %8s %10s %12s %8s %12s%n", (Object[]) cells);
    }

    private static String percent(double number) {
        return String.format(Locale.ROOT, "%.1f%%", number);
    }
}
