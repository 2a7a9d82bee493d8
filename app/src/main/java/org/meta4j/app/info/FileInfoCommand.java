package org.meta4j.app.info;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.models.ModelFile;
import org.meta4j.learners.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code meta4j info}. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Say what a file is: its kind, settings, shapes, calibration, and where it comes from. Of any other"
                        + " safetensors file, its tensors and metadata; of an ONNX file, its inputs, outputs and operators.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j info runs/first",
            "  meta4j info letters.task.safetensors",
            "  meta4j info encoder.onnx",
            "  meta4j info runs/first/checkpoints/last.safetensors --json"
        })
public final class FileInfoCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(
            paramLabel = "RUN|FILE",
            description = "Run folder, model, adapted learner, checkpoint, or any safetensors or ONNX file.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    public FileInfoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Path given = Objects.requireNonNull(file);
        if (given.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            OnnxReport report = OnnxReport.of(given);
            streams.out().println(json ? Json.write(report) : report.text());
            return ExitCodes.DONE;
        }
        // A file may be one of any kind; a folder can only be a run's.
        ModelFile found = Files.isDirectory(given) ? ModelFile.find(given) : new ModelFile(given, Optional.empty());
        FileReport report = FileReport.of(found.path(), found.run());
        if (json) {
            streams.out().println(Json.write(withoutNulls(Json.tree(report))));
        } else {
            ReportText.lines(report).forEach(line -> streams.out().println(line));
        }
        return ExitCodes.DONE;
    }

    /** Without the fields that this kind of file does not have; what is null within the document stays. */
    private static JsonNode withoutNulls(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        return tree;
    }
}
