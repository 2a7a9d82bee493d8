package org.meta4j.app.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.cli.Writable;
import org.meta4j.bench.lenet.Lenet;
import org.meta4j.bench.lenet.LenetCompression;
import org.meta4j.bench.lenet.LenetResult;
import org.meta4j.bench.lenet.LenetSettings;
import org.meta4j.compress.Recipe;
import org.meta4j.data.IdxImages;
import org.meta4j.data.Mnist;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.supervised.EpochResult;
import org.meta4j.naming.Suggestions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meta4j bench lenet}. */
@Command(
        name = "lenet",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Trains LeNet-300-100 or LeNet-5 on MNIST, compresses it into a file, and counts the errors of what is"
                        + " read from the file: table 1 of Deep Compression (arXiv:1510.00149) measured again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j bench lenet --data DIR -o lenet.safetensors",
            "  meta4j bench lenet --data DIR --network 5 --validation 5000 --recipe \"prune(0.9).then(train(5))\" -o x"
        })
final class LenetCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Folder of MNIST's four IDX files.")
    private @Nullable Path data;

    @Option(names = "--network", paramLabel = "NAME", description = "300-100 or 5. Default: ${DEFAULT-VALUE}.")
    private String network = "300-100";

    @Option(
            names = "--recipe",
            paramLabel = "RECIPE",
            description = "Default: the one that was measured; 300-100's was chosen with --validation.")
    private @Nullable String recipe;

    @Option(names = "--epochs", paramLabel = "N", description = "Of training before. Default: ${DEFAULT-VALUE}.")
    private int epochs = 20;

    @Option(
            names = "--jitter",
            paramLabel = "N",
            description = "Pixels that training images are moved by at most. Default: ${DEFAULT-VALUE}.")
    private int jitter = 1;

    @Option(
            names = "--validation",
            paramLabel = "N",
            description =
                    "Hold back so many training images and count errors on them, to choose a recipe by. Default: none"
                            + " are, and test images count.")
    private int validation;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE",
            description = "File to write.")
    private @Nullable Path out;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores. The result is the same.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    LenetCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Lenet which = named(network);
        Threads.check(threads);
        LenetSettings settings = UsageException.check(() -> new LenetSettings(
                which, recipe == null ? which.recipe() : Recipe.parse(recipe), epochs, jitter, validation, seed));
        Path file = Objects.requireNonNull(out);
        Writable.require(file);
        IdxImages images = Mnist.load(Objects.requireNonNull(data), 28);
        try (Workers workers = new Workers(Threads.of(threads))) {
            LenetResult result = new LenetCompression(settings, workers, this::print).run(images, file);
            streams.out().println(json ? Json.write(result) : text(result));
        }
        return ExitCodes.DONE;
    }

    private void print(EpochResult epoch) {
        streams.err()
                .println(String.format(
                        Locale.ROOT,
                        "epoch %d of %d: loss %.4f, %.1f s",
                        epoch.epoch(),
                        epoch.epochs(),
                        epoch.loss(),
                        epoch.trainSeconds()));
    }

    private static Lenet named(String label) {
        for (Lenet one : Lenet.values()) {
            if (one.label().equals(label)) {
                return one;
            }
        }
        throw new UsageException(Suggestions.unknown(
                "network",
                label,
                Arrays.stream(Lenet.values()).map(Lenet::label).toList()));
    }

    private static String text(LenetResult result) {
        return String.format(
                Locale.ROOT,
                "LeNet-%s by %s%n%s bytes as 32-bit floats, %s in the file: %.1f times smaller%n"
                        + "errors on %s %s images: %.2f %% before, %.2f %% of what was read from the file (%.0f s)",
                result.network(),
                result.recipe(),
                Texts.count(result.floatBytes()),
                Texts.count(result.fileBytes()),
                result.ratio(),
                Texts.count(result.count()),
                result.images(),
                100.0 * result.errorsBefore() / result.count(),
                100.0 * result.errorsAfter() / result.count(),
                result.seconds());
    }
}
