package org.meta4j.app.example;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.cli.Writable;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meta4j example}. */
@Command(
        name = "example",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run one of the programs that tutorials begin with, on real data, and print its test accuracy.",
        footer = {
            "",
            "Names:",
            "  mnist-cnn        a small convolutional network on digits",
            "  mnist-mlp        a multilayer perceptron on digits",
            "  mnist-4bit       a perceptron of 4 bits a weight, trained so, and what it still learns",
            "  siamese-digits   whether two digits are the same, and digits from one example",
            "  maml-regression  functions of ten variables from ten points, by MAML; needs no data",
            "",
            "Examples:",
            "  meta4j example mnist-cnn --data data -o digits.safetensors",
            "  meta4j example mnist-4bit --data data --fashion --json"
        })
public final class ExampleCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(paramLabel = "NAME", description = "Which program, see below.")
    private @Nullable String name;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that holds the folders mnist and fashion-mnist with their files in IDX format.")
    private @Nullable Path data;

    @Option(names = "--fashion", description = "Fashion-MNIST in place of MNIST, and MNIST as the new data.")
    private boolean fashion;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training images. Default: 5; mnist-4bit: 10, and 10 again with 4 bits;"
                    + " siamese-digits: 4; maml-regression: 20, each of 1,000 meta-iterations.")
    private @Nullable Integer epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of everything random. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores. The result is the same.")
    private @Nullable Integer threads;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Keep what was learned: a network, of mnist-4bit a compressed one, or a meta-learner.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    public ExampleCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        ExampleProgram program = UsageException.check(() -> ExampleProgram.named(Objects.requireNonNull(name)));
        if (epochs != null && epochs < 1) {
            throw new UsageException("--epochs must be at least 1, but was " + epochs);
        }
        if (program.needsData() && data == null) {
            throw new UsageException("example " + program.label()
                    + " needs --data DIR, the folder with mnist and fashion-mnist: 'meta4j data get mnist -o"
                    + " DIR/mnist' fetches one of them");
        }
        if (out != null) {
            Writable.require(out);
        }
        Screen screen = new Screen(streams, false);
        try (Workers workers = new Workers(Threads.of(threads))) {
            ExampleResult result = program.run(new ExampleRun(data, fashion, epochs, seed, workers, screen));
            if (out != null) {
                result.keeper().accept(out);
                result.json().put("file", out.toString());
            }
            if (json) {
                streams.out().println(Json.write(result.json()));
            } else {
                result.lines().forEach(streams.out()::println);
            }
        }
        return ExitCodes.DONE;
    }
}
