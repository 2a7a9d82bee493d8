package org.meta4j.app.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.adapt.SupportImages;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.FilePaths;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.cli.Writable;
import org.meta4j.app.data.DataOptions;
import org.meta4j.app.models.ModelFile;
import org.meta4j.data.DataException;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.AtomicFiles;
import org.meta4j.naming.Suggestions;
import org.meta4j.onnx.ClassifierExport;
import org.meta4j.onnx.EncoderExport;
import org.meta4j.onnx.ModelCard;
import org.meta4j.onnx.OnnxModel;
import org.meta4j.onnx.TaskSize;
import org.meta4j.tasks.Examples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meta4j export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Write a model for other programs: its encoder or the whole learner as ONNX, or its parameters as"
                + " plain safetensors, with a model card beside it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j export runs/first -o encoder.onnx",
            "  meta4j export runs/first --bits 8 -o encoder8.onnx",
            "  meta4j export runs/first --learner --ways 5 --shots 1 -o learner.onnx",
            "  meta4j export runs/first --support letters --bits 8 -o letters.onnx",
            "  meta4j export small.safetensors --format safetensors -o model.safetensors --card README.md"
        })
public final class ExportCommand implements Callable<Integer> {
    private static final String ONNX = "onnx";
    private static final String SAFETENSORS = "safetensors";
    private static final List<String> FORMATS = List.of(ONNX, SAFETENSORS);
    private static final List<Integer> BITS = List.of(32, 8, 4);

    private final Streams streams;

    @Parameters(
            paramLabel = "RUN|FILE",
            description =
                    "Run folder, model file, compressed or not, or checkpoint; or a network that was trained on one"
                            + " data set, such as 'meta4j example -o' writes.")
    private @Nullable Path model;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = ONNX,
            description = "onnx or safetensors. Default: ${DEFAULT-VALUE}.")
    private String format = ONNX;

    @Option(
            names = "--bits",
            paramLabel = "B",
            defaultValue = "32",
            description = "Of an encoder or a classifier: 32 (default), 8 (weights and results) or 4 (weights alone).")
    private int bits;

    @Mixin
    private TaskOptions tasks = new TaskOptions();

    @Option(
            names = "--support",
            paramLabel = "FOLDER",
            description =
                    "Learn these classes, one sub-folder for each as in 'meta4j adapt', and write what comes out: a"
                            + " classifier.")
    private @Nullable Path support;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE",
            description = "File to write.")
    private @Nullable Path out;

    @Option(names = "--card", paramLabel = "FILE", description = "The model card. Default: the file's name and .md.")
    private @Nullable Path card;

    @Option(
            names = "--license",
            paramLabel = "ID",
            defaultValue = "other",
            description =
                    "License of the weights, as the model card has it, such as apache-2.0. Default: ${DEFAULT-VALUE}.")
    private String license = "other";

    @Mixin
    private DataOptions dataOptions = new DataOptions();

    @Option(
            names = "--calibration-examples",
            paramLabel = "N",
            defaultValue = "256",
            description = "Of the training classes, for --bits 8 and 4. Default: ${DEFAULT-VALUE}.")
    private int calibrationExamples;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    public ExportCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        check();
        Path target = Objects.requireNonNull(out);
        ModelFile file = ModelFile.find(Objects.requireNonNull(model));
        if (FilePaths.same(target, file.path())) {
            throw new DataException("the result would replace the model " + file.path() + " that it is made of: name"
                    + " another file with -o");
        }
        Writable.require(target);
        Path cardFile = CardFile.choose(card, target);
        if (file.isNetwork()) {
            streams.out().println(said(network(file, target, cardFile)));
            return ExitCodes.DONE;
        }
        TrainedLearner learner = file.load();
        ExportResult result = format.equals(SAFETENSORS)
                ? parameters(learner, target, cardFile)
                : support != null
                        ? classifier(file, learner, support, target, cardFile)
                        : tasks.isWhole()
                                ? whole(learner, target, cardFile)
                                : encoder(learner, encoded(file, learner), target, cardFile);
        streams.out().println(said(result));
        return ExitCodes.DONE;
    }

    private String said(ExportResult result) {
        return json ? result.json() : result.text();
    }

    private ExportResult network(ModelFile file, Path target, Path cardFile) {
        if (support != null || tasks.isWhole()) {
            throw new UsageException(
                    file.path() + " is a network for one set of classes, which learns no tasks: leave out"
                            + (support != null ? " --support" : " --learner"));
        }
        ExportedNetwork network = new ExportedNetwork(file.network(), bits, license, target, cardFile);
        return format.equals(SAFETENSORS) ? network.parameters() : network.onnx(dataOptions, calibrationExamples);
    }

    private void check() {
        if (!FORMATS.contains(format)) {
            throw new UsageException(Suggestions.unknown("format", format, FORMATS));
        }
        if (!BITS.contains(bits)) {
            throw new UsageException("bits must be 32, 8 or 4, but were " + bits);
        }
        if (bits != 32 && format.equals(SAFETENSORS)) {
            throw new UsageException("--format safetensors has 32-bit floats: use 'meta4j compress' for fewer bits");
        }
        if (bits != 32 && tasks.isWhole()) {
            throw new UsageException("a whole learner has 32-bit floats, for its steps need them: leave out --bits, or"
                    + " --learner for its encoder");
        }
        if (tasks.isWhole() && format.equals(SAFETENSORS)) {
            throw new UsageException("--learner is for --format onnx: safetensors hold parameters, and no computation");
        }
        if (support != null && (tasks.isWhole() || format.equals(SAFETENSORS))) {
            throw new UsageException(
                    "--support writes a classifier as ONNX: leave out --learner and --format, or --support");
        }
        if (dataOptions.isGiven() && bits == 32) {
            throw new UsageException("--data is what --bits 8 and --bits 4 are calibrated with: leave it out");
        }
        if (calibrationExamples < EncoderExport.LEAST_EXAMPLES) {
            throw new UsageException("calibration examples must be at least " + EncoderExport.LEAST_EXAMPLES
                    + ", but were " + calibrationExamples);
        }
        if (!license.matches("[A-Za-z0-9.+-]+")) {
            throw new UsageException("a license is a word such as apache-2.0, but was '" + license + "'");
        }
        tasks.check();
    }

    private OnnxModel encoded(ModelFile file, TrainedLearner learner) {
        return switch (bits) {
            case 8 -> EncoderExport.int8(learner, learner.exampleShape(), calibration(file, learner));
            case 4 ->
                hasData(file, learner)
                        ? EncoderExport.int4(learner, learner.exampleShape(), calibration(file, learner))
                        : EncoderExport.int4(learner);
            default -> EncoderExport.floats(learner);
        };
    }

    /** 4 bits are better with data, but do without. */
    private boolean hasData(ModelFile file, TrainedLearner learner) {
        boolean known = file.data().isPresent() && learner.settings().tasks() == TaskType.CLASSIFICATION;
        return dataOptions.isGiven() || known;
    }

    private float[] calibration(ModelFile file, TrainedLearner learner) {
        if (learner.settings().tasks() != TaskType.CLASSIFICATION) {
            throw new UsageException("calibrating is done with classes, but " + file.path()
                    + " predicts numbers: export 32 bits, or use the library");
        }
        return CalibrationExamples.read(learner, dataOptions, file.data(), calibrationExamples);
    }

    private ExportResult parameters(TrainedLearner learner, Path target, Path cardFile) {
        learner.save(target);
        write(learner, ModelCard.Kind.SAFETENSORS, null, target, cardFile);
        return ExportResult.safetensors(target, "parameters", learner.settings().method(), bits, cardFile);
    }

    private ExportResult encoder(TrainedLearner learner, OnnxModel made, Path target, Path cardFile) {
        made.save(target);
        write(learner, ModelCard.Kind.ENCODER, null, target, cardFile);
        return result(learner, made, "encoder", null, target, cardFile);
    }

    private ExportResult classifier(ModelFile file, TrainedLearner learner, Path folder, Path target, Path cardFile) {
        Examples examples = SupportImages.of(folder, learner).examples();
        OnnxModel made = bits == 32
                ? ClassifierExport.export(learner, examples)
                : bits == 8
                        ? ClassifierExport.int8(learner, examples, learner.exampleShape(), calibration(file, learner))
                        : ClassifierExport.int4(learner, examples, learner.exampleShape(), calibration(file, learner));
        made.save(target);
        write(learner, ModelCard.Kind.CLASSIFIER, null, target, cardFile);
        return result(learner, made, "classifier", null, target, cardFile);
    }

    private ExportResult whole(TrainedLearner given, Path target, Path cardFile) {
        TaskOptions.Whole made = tasks.export(given);
        made.model().save(target);
        write(made.learner(), ModelCard.Kind.LEARNER, made.size(), target, cardFile);
        return result(made.learner(), made.model(), "learner", made.size(), target, cardFile);
    }

    private ExportResult result(
            TrainedLearner learner, OnnxModel made, String kind, @Nullable TaskSize size, Path target, Path cardFile) {
        return ExportResult.onnx(
                target,
                kind,
                learner.settings().method(),
                bits,
                cardFile,
                made,
                size,
                size == null ? null : learner.batchNorm().label());
    }

    private void write(
            TrainedLearner learner, ModelCard.Kind kind, @Nullable TaskSize size, Path target, Path cardFile) {
        String name = target.getFileName().toString();
        AtomicFiles.writeString(cardFile, new ModelCard(learner, name, kind, bits, license, size).text());
    }
}
