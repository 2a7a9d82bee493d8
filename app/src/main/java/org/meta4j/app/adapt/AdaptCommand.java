package org.meta4j.app.adapt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.models.ModelFile;
import org.meta4j.data.DataException;
import org.meta4j.data.ImageFolder;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.TrainedLearner;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code meta4j adapt FOLDER --model RUN|FILE}. */
@Command(
        name = "adapt",
        mixinStandardHelpOptions = true,
        description = "Learn a new task from a folder of examples, one sub-folder for each class, and write it to one"
                + " file for 'meta4j predict'.",
        footer = {
            "",
            "Examples:",
            "  meta4j adapt letters --model meta4j-demo",
            "  meta4j adapt parts --model runs/omniglot --shots 5 -o parts.task.safetensors"
        })
public final class AdaptCommand implements Callable<Integer> {
    /** How the name of a task file ends: {@value}. */
    public static final String SUFFIX = ".task.safetensors";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "Folder with one sub-folder of images for each class.")
    private @Nullable Path folder;

    @Option(
            names = "--model",
            paramLabel = "RUN|FILE",
            description = "Meta-trained model: a run folder or a model file.")
    private @Nullable Path model;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "File to write (default: the folder's name and " + SUFFIX + ", in the current folder).")
    private @Nullable Path out;

    @Option(
            names = "--shots",
            paramLabel = "K",
            description = "Learn from the first K images of each class (default: all).")
    private @Nullable Integer shots;

    @Option(names = "--skip-bad", description = "Leave out images that cannot be read instead of stopping.")
    private boolean skipBad;

    @Option(
            names = "--batch-norm",
            paramLabel = "MODE",
            converter = BatchNormConverter.class,
            description =
                    "Statistics of batch normalisation: running, support-plus-one or transductive (default: what the"
                            + " method recommends).")
    private @Nullable BatchNorm batchNorm;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** Reads a mode's name. */
    static final class BatchNormConverter implements CommandLine.ITypeConverter<BatchNorm> {
        @Override
        public BatchNorm convert(String value) {
            try {
                return BatchNorm.named(value);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        if (shots != null && shots < 1) {
            throw new UsageException("--shots must be at least 1, but was " + shots);
        }
        if (model == null) {
            throw new UsageException(
                    "adapt needs a meta-trained model: give --model RUN|FILE; 'meta4j demo' makes one in about a minute"
                            + " (--model meta4j-demo), 'meta4j train' makes better ones");
        }
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Path images = Objects.requireNonNull(folder);
        ModelFile modelFile = ModelFile.find(model);
        Path file = out != null ? out : Path.of(name(images) + SUFFIX);
        requireWritable(file, modelFile.path());
        TrainedLearner loaded = modelFile.load();
        TrainedLearner learner = batchNorm == null ? loaded : loaded.withBatchNorm(batchNorm);
        ImageFolder read = ImageFolder.load(
                images,
                ImageFolder.Options.DEFAULT.withShape(learner.exampleShape()).withSkipBad(skipBad));
        SupportImages support = SupportImages.of(read, shots == null ? SupportImages.ALL : shots);
        TaskFile solved =
                TaskFile.solve(learner, modelFile.identity(learner), support.examples(), support.names(), read.ink());
        Optional<LeftOut> check = LeftOut.check(learner, support.examples(), solved.calibration());
        TaskFile task = check.map(found -> solved.adjusted(found.familiarity())).orElse(solved);
        task.save(file);
        AdaptReport report = new AdaptReport(file, task, read, check, (System.nanoTime() - began) / 1e9);
        report.printWarnings(line.getErr());
        if (json) {
            report.printJson(line.getOut());
        } else {
            report.print(line.getOut());
        }
        return ExitCodes.DONE;
    }

    private static String name(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "task" : name.toString();
    }

    /** What can be known before the work; the rest is found when the file is written. */
    private static void requireWritable(Path file, Path model) {
        Path absolute = file.toAbsolutePath().normalize();
        if (absolute.equals(model.toAbsolutePath().normalize())) {
            throw new DataException("the task would replace its own model " + model + ": name another file with -o");
        }
        if (Files.isDirectory(absolute)) {
            throw new DataException("cannot write " + file + ": it is a folder; name a file with -o");
        }
        Path parent = absolute.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new DataException("cannot write " + file + ": there is no folder " + parent + "; make it first");
        }
    }
}
