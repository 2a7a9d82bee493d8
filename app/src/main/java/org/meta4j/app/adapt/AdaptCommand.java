package org.meta4j.app.adapt;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.FilePaths;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.cli.Writable;
import org.meta4j.app.models.ModelFile;
import org.meta4j.data.DataException;
import org.meta4j.data.Fingerprint;
import org.meta4j.data.ImageFolder;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.shipped.ShippedLearner;
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
            "  meta4j adapt letters",
            "  meta4j adapt parts --model runs/omniglot --shots 5 -o parts.task.safetensors"
        })
public final class AdaptCommand implements Callable<Integer> {
    /** How the name of a task file ends: {@value}. */
    public static final String SUFFIX = ".task.safetensors";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            description = "Folder with one sub-folder of images for each class, a zip of such a folder, or a CSV file"
                    + " with the columns file and label.")
    private @Nullable Path folder;

    @Option(
            names = "--model",
            paramLabel = "RUN|FILE",
            description = "Meta-trained model: a run folder or a model file (default: the learner that comes with"
                    + " meta4j, for drawings).")
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
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Path images = Objects.requireNonNull(folder);
        Path file = out != null ? out : Path.of(name(images) + SUFFIX);
        Chosen chosen = chosen(file);
        TrainedLearner loaded = chosen.learner();
        TrainedLearner learner = batchNorm == null ? loaded : loaded.withBatchNorm(batchNorm);
        ImageFolder read = ImageFolder.load(
                images,
                ImageFolder.Options.DEFAULT.withShape(learner.exampleShape()).withSkipBad(skipBad));
        SupportImages support = SupportImages.of(read, shots == null ? SupportImages.ALL : shots);
        TaskFile solved = TaskFile.solve(learner, chosen.identity(), support.examples(), support.names(), read.ink());
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

    /** A learner and what the task file says of it. */
    private record Chosen(TrainedLearner learner, TaskFile.Model identity) {}

    private Chosen chosen(Path file) {
        if (model == null) {
            Writable.require(file);
            byte[] bytes = ShippedLearner.bytes();
            TrainedLearner shipped = ShippedLearner.load(bytes);
            return new Chosen(
                    shipped,
                    new TaskFile.Model(
                            ShippedLearner.NAME,
                            Fingerprint.ofBytes(bytes),
                            shipped.provenance().data()));
        }
        ModelFile named = ModelFile.find(model);
        if (FilePaths.same(file, named.path())) {
            throw new DataException(
                    "the task would replace its own model " + named.path() + ": name another file with -o");
        }
        Writable.require(file);
        TrainedLearner learner = named.loadOfClasses("adapt");
        return new Chosen(learner, named.identity(learner));
    }

    private static String name(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "task" : name.toString().replaceFirst("(?i)\\.(zip|csv|tsv)$", "");
    }
}
