package org.meta4j.app.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.FilePaths;
import org.meta4j.app.cli.Texts;
import org.meta4j.learners.files.Json;
import org.meta4j.onnx.OnnxModel;
import org.meta4j.onnx.TaskSize;

/**
 * What {@code meta4j export} says.
 *
 * @param kind learner, classifier, encoder, network or parameters
 * @param method null of a network that no meta-learner trained
 * @param opset and all below null where they do not apply
 * @param queries null for any number too
 * @param inputs and outputs by name, with their sizes; −1 for any
 */
record ExportResult(
        String file,
        String format,
        String kind,
        @Nullable String method,
        int bits,
        long bytes,
        String card,
        @Nullable Integer opset,
        @Nullable Integer nodes,
        @Nullable Integer ways,
        @Nullable Integer shots,
        @Nullable Integer queries,
        @Nullable String batchNorm,
        Map<String, List<Integer>> inputs,
        Map<String, List<Integer>> outputs) {
    /** Of an ONNX file that was written; sizes of tasks and normalisation are null where they do not apply. */
    static ExportResult onnx(
            Path file,
            String kind,
            @Nullable String method,
            int bits,
            Path card,
            OnnxModel made,
            @Nullable TaskSize size,
            @Nullable String batchNorm) {
        return new ExportResult(
                file.toString(),
                "onnx",
                kind,
                method,
                bits,
                FilePaths.size(file),
                card.toString(),
                made.opset(),
                made.operators().values().stream().mapToInt(Long::intValue).sum(),
                size == null ? null : size.ways(),
                size == null ? null : size.shots(),
                size == null || size.queries() == TaskSize.ANY ? null : size.queries(),
                batchNorm,
                made.inputs(),
                made.outputs());
    }

    /** Of a file of parameters that was written. */
    static ExportResult safetensors(Path file, String kind, @Nullable String method, int bits, Path card) {
        return new ExportResult(
                file.toString(),
                "safetensors",
                kind,
                method,
                bits,
                FilePaths.size(file),
                card.toString(),
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                Map.of());
    }

    String json() {
        return Json.write(this);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %s%s as %s, %d bits, %s bytes",
                file,
                kind,
                method == null ? "" : " of " + method,
                opset == null ? format : format + " (opset " + opset + ", " + nodes + " nodes)",
                bits,
                Texts.count(bytes)));
        if (ways != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "%ntasks of %d ways and %d shots, %s, batch-norm %s",
                    ways,
                    shots,
                    queries == null
                            ? "any number of queries"
                            : queries + (queries == 1 ? " query" : " queries") + " at once",
                    batchNorm));
        }
        inputs.forEach((name, sizes) -> text.append(line("input", name, sizes)));
        outputs.forEach((name, sizes) -> text.append(line("output", name, sizes)));
        return text.append(String.format("%nmodel card: %s", card)).toString();
    }

    private static String line(String what, String name, List<Integer> sizes) {
        List<String> words = sizes.stream()
                .map(size -> size < 0 ? "any" : String.valueOf(size))
                .toList();
        return String.format("%n%-6s %-13s [%s]", what, name, String.join(", ", words));
    }
}
