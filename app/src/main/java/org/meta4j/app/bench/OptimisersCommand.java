package org.meta4j.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.MarkedPage;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.bench.optimisers.LearningPlan;
import org.meta4j.bench.optimisers.OptimiserRace;
import org.meta4j.bench.optimisers.RaceResult;
import org.meta4j.bench.optimisers.RaceSettings;
import org.meta4j.bench.optimisers.Unseen;
import org.meta4j.data.IdxImages;
import org.meta4j.data.Mnist;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.optimisers.LearnedOptimiser;
import org.meta4j.learners.optimisers.Minibatches;
import org.meta4j.learners.optimisers.OptimiserRule;
import org.meta4j.learners.optimisers.OptimiserTrainer;
import org.meta4j.learners.optimisers.OptimiserTraining;
import org.meta4j.learners.optimisers.PlainOptimiser;
import org.meta4j.naming.Suggestions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meta4j bench optimisers}. */
@Command(
        name = "optimisers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Learned optimisers beside SGD, momentum and Adam, whose learning rates are the best for the very"
                + " network: they train an MLP and a CNN on MNIST for a hundred steps, networks that the learned ones"
                + " never saw. With --train an optimiser is learned first, in minutes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j bench optimisers --data DIR --train mlp --by pes --save mlp.safetensors",
            "  meta4j bench optimisers --data DIR --model mlp.safetensors --model lstm.safetensors --out plots"
        })
final class OptimisersCommand implements Callable<Integer> {
    private static final String NAME = "optimisers";

    private final Streams streams;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Folder of MNIST's four files.")
    private @Nullable Path data;

    @Option(
            names = "--train",
            paramLabel = "lstm|mlp",
            description = "Learn an optimiser: a recurrent network or a perceptron for each coordinate.")
    private @Nullable String train;

    @Option(
            names = "--by",
            paramLabel = "unroll|pes",
            defaultValue = "unroll",
            description = "By truncated gradients through its steps, or by persistent evolution strategies."
                    + " Default: ${DEFAULT-VALUE}.")
    private String by = "unroll";

    @Option(names = "--iterations", paramLabel = "N", description = "Of the learning. Default: for some five minutes.")
    private @Nullable Long iterations;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of it. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--save", paramLabel = "FILE", description = "Keep the learned optimiser in a file.")
    private @Nullable Path save;

    @Option(names = "--model", paramLabel = "FILE", description = "A learned optimiser to compare; may be repeated.")
    private List<Path> models = List.of();

    @Option(
            names = "--trainings",
            paramLabel = "N",
            defaultValue = "5",
            description = "Of each network by each optimiser. Default: ${DEFAULT-VALUE}.")
    private int trainings;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "Of each training; learned optimisers learn from trainings of 100. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
    private @Nullable Integer threads;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for a plot of each network's loss, as SVG.")
    private @Nullable Path out;

    @Option(
            names = "--into",
            paramLabel = "FILE",
            description =
                    "Markdown page to put the table into, between <!-- optimisers: begin --> and <!-- optimisers: end"
                            + " -->.")
    private @Nullable Path into;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    OptimisersCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Threads.check(threads);
        RaceSettings settings = UsageException.check(
                () -> RaceSettings.DEFAULT.withTrainings(trainings).withSteps(steps));
        OptimiserRule.Kind kind = train == null ? null : named("--train", train, OptimiserRule.Kind.values());
        if (kind == null && (save != null || iterations != null)) {
            throw new UsageException("options --save and --iterations go with --train alone");
        }
        OptimiserTraining training = UsageException.check(() -> training(kind));
        MarkedPage page = into == null ? null : MarkedPage.of(into, NAME);
        List<LearnedOptimiser> learned =
                new ArrayList<>(models.stream().map(LearnedOptimiser::load).toList());
        IdxImages mnist = Mnist.load(Objects.requireNonNull(data), IdxImages.SIDE);
        Screen screen = new Screen(streams, json);
        List<RaceResult> results = new ArrayList<>();
        try (Workers workers = new Workers(Threads.of(threads))) {
            if (kind != null) {
                LearnedOptimiser fresh = learn(kind, training, mnist, workers, screen);
                if (save != null) {
                    fresh.save(save);
                }
                learned.add(fresh);
            }
            for (Unseen unseen : Unseen.of(
                    mnist.training().shape(), mnist.training().classes().size())) {
                results.addAll(race(settings, unseen, learned, mnist, workers, screen));
            }
        }
        screen.clear();
        if (page != null) {
            page.put(table(results));
        }
        if (out != null) {
            draw(results, out);
        }
        streams.out().println(json ? Json.write(results) : table(results).stripTrailing());
        return ExitCodes.DONE;
    }

    private static <E extends Enum<E>> E named(String option, String word, E[] choices) {
        List<String> words = new ArrayList<>();
        for (E choice : choices) {
            words.add(choice.name().toLowerCase(Locale.ROOT));
        }
        if (!words.contains(word)) {
            throw new UsageException(Suggestions.unknown("value of " + option, word, words));
        }
        return choices[words.indexOf(word)];
    }

    private OptimiserTraining training(OptimiserRule.@Nullable Kind kind) {
        OptimiserTraining plan = LearningPlan.of(
                        kind == null ? OptimiserRule.Kind.MLP : kind,
                        named("--by", by, OptimiserTraining.Estimator.values()))
                .withSeed(seed);
        return iterations == null ? plan : plan.withIterations(iterations);
    }

    private static LearnedOptimiser learn(
            OptimiserRule.Kind kind, OptimiserTraining training, IdxImages mnist, Workers workers, Screen screen) {
        OptimiserRule rule = kind == OptimiserRule.Kind.LSTM ? OptimiserRule.LSTM : OptimiserRule.MLP;
        OptimiserTrainer trainer = new OptimiserTrainer(rule, training, new Minibatches(mnist.training()), workers);
        LearnedOptimiser learned = trainer.train(
                mnist.name(),
                mnist.fingerprint(),
                (iteration, loss) -> screen.status(
                        (double) iteration / training.iterations(),
                        String.format(Locale.ROOT, "learning, iteration %d, loss %.3f", iteration, loss)));
        screen.line(learned.name() + ": " + training.iterations() + " iterations in "
                + Texts.duration(learned.provenance().seconds()));
        return learned;
    }

    private static List<RaceResult> race(
            RaceSettings settings,
            Unseen unseen,
            List<LearnedOptimiser> learned,
            IdxImages mnist,
            Workers workers,
            Screen screen) {
        OptimiserRace race = new OptimiserRace(
                settings, unseen, new Minibatches(mnist.training()), new Minibatches(mnist.test()), workers);
        List<RaceResult> results = new ArrayList<>();
        int count = PlainOptimiser.Kind.values().length + learned.size();
        for (PlainOptimiser.Kind kind : PlainOptimiser.Kind.values()) {
            screen.status((double) results.size() / count, unseen.name() + " by " + kind.label());
            results.add(race.tuned(kind));
        }
        for (LearnedOptimiser one : learned) {
            screen.status((double) results.size() / count, unseen.name() + " by " + one.name());
            results.add(race.run(one.on(workers)));
        }
        return results;
    }

    private static String table(List<RaceResult> results) {
        StringBuilder table = new StringBuilder("| network | optimiser | learning rate | loss | test accuracy |\n");
        table.append("|---|---|---|---:|---:|\n");
        for (RaceResult result : results) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.3f ± %.3f | %.2f %% |%n",
                    result.network(),
                    result.optimiser(),
                    result.rate() == null ? "" : result.rate() + ", the best",
                    result.loss(),
                    result.halfWidth(),
                    100 * result.accuracy()));
        }
        return table.toString();
    }

    private static void draw(List<RaceResult> results, Path folder) {
        try {
            Files.createDirectories(folder);
            for (String network :
                    results.stream().map(RaceResult::network).distinct().toList()) {
                OptimiserCurves curves = new OptimiserCurves(results.stream()
                        .filter(result -> result.network().equals(network))
                        .toList());
                Files.writeString(folder.resolve(curves.name() + ".svg"), curves.svgFile(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the plots could not be written to " + folder, e);
        }
    }
}
