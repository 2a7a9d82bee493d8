package org.meta4j.app.compress;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.FilePaths;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.cli.Writable;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataOptions;
import org.meta4j.app.data.Part;
import org.meta4j.app.distill.TeachingOptions;
import org.meta4j.app.models.ModelFile;
import org.meta4j.compress.Compressed;
import org.meta4j.compress.Compressor;
import org.meta4j.compress.EpisodicRetrainer;
import org.meta4j.compress.Recipe;
import org.meta4j.data.DataException;
import org.meta4j.distill.DistillSettings;
import org.meta4j.distill.Distiller;
import org.meta4j.distill.Teacher;
import org.meta4j.engine.Workers;
import org.meta4j.learners.TrainedLearner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meta4j compress}. */
@Command(
        name = "compress",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Make a model smaller by a recipe, and say what that cost: on tasks of classes that it has never"
                + " seen, before, after, and after it learned each task again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j compress runs/first --recipe \"quantize(4)\" -o small.safetensors",
            "  meta4j compress runs/first --recipe \"prune(0.9).then(quantize(4)).then(huffman())\" -o small.safetensors",
            "  meta4j compress runs/first --recipe \"quantize(4).then(train(500))\" -o small.safetensors",
            "  meta4j compress runs/first --recipe \"prune(0.9).then(train(3000, 0.002))\" --teach -o small.safetensors",
            "  meta4j compress runs/first --most-loss 0.5 --train 500 --plot front.svg -o small.safetensors",
            "  meta4j compress digits.safetensors --recipe \"prune(0.9).then(train(3)).then(quantize(4))\" \\",
            "      --data mnist:DIR -o small.safetensors",
            "  meta4j eval small.safetensors --data omniglot:DIR",
            "",
            "Stages: narrow(FILTERS), prune(SHARE[, layer]), gradual(SHARE, N[, RATE][, layer]),",
            "movement(SHARE, N[, RATE]), factorize(SHARE), quantize(BITS[, tensor][, affine][, min-max|percentile]),",
            "ternary(), share(BITS), train(N[, RATE][, learned]), rewind(), normalize(N), huffman(). Of single layers:",
            "prune(0.9, LAYER=0.5), quantize(4, LAYER=8)."
        })
public final class CompressCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(
            paramLabel = "RUN|FILE",
            description =
                    "Run folder, model file or checkpoint; or a network for one set of classes, such as"
                            + " 'meta4j example -o' writes, scored on the test images of --data mnist:DIR or fashion-mnist:DIR.")
    private @Nullable Path model;

    @Mixin
    private RecipeOptions recipes = new RecipeOptions();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE",
            description = "File to write.")
    private @Nullable Path out;

    @Mixin
    private DataOptions dataOptions = new DataOptions();

    @Mixin
    private HeldOutOptions tasks = new HeldOutOptions();

    @Option(
            names = "--teach",
            description =
                    "While a recipe trains, let the model as it was teach what is left of it: its softened answers"
                            + " count beside the labels, and how its features lie if --distances or --angles says so.")
    private boolean teach;

    @Mixin
    private TeachingOptions teaching = new TeachingOptions();

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores. The result is the same.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    public CompressCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Threads.check(threads);
        tasks.check();
        recipes.check();
        if (!teach && !teaching.settings().equals(DistillSettings.DEFAULT)) {
            throw new UsageException(
                    "--temperature, --hard, --distances and --angles say how the model as it was teaches: add --teach");
        }
        Optional<Recipe> given = recipes.recipe();
        Path target = Objects.requireNonNull(out);
        ModelFile file = ModelFile.find(Objects.requireNonNull(model));
        if (FilePaths.same(target, file.path())) {
            throw new DataException("the result would replace the model " + file.path() + " that it is made of: name"
                    + " another file with -o");
        }
        Writable.require(target);
        if (file.isCompressed()) {
            throw new DataException(file.path() + " is compressed already: give the model that it was made of");
        }
        if (file.isNetwork()) {
            streams.out().println(network(file, given, target));
            return ExitCodes.DONE;
        }
        TrainedLearner base = file.loadOfClasses("compress");
        given.ifPresent(recipe -> UsageException.check(() -> Compressor.check(base, recipe)));
        if (teach) {
            requireTeacher(base, given);
        }
        Optional<HeldOut> heldOut =
                heldOut(file, base, given.isEmpty() && recipes.mostMillis().isEmpty());
        Optional<Search> search = given.isPresent() ? Optional.empty() : Optional.of(search(base, heldOut));
        Compressed compressed =
                compressed(base, given.orElseGet(() -> search.orElseThrow().recipe()), heldOut);
        Optional<HeldOut.Accuracies> accuracies =
                heldOut.map(test -> test.score(base, compressed, Threads.of(threads), streams));
        compressed.save(target);
        CompressResult result = new CompressResult(
                Sizes.of(file.path(), target, compressed.report(base)), accuracies.orElse(null), search.orElse(null));
        streams.out().println(json ? result.json() : result.text());
        return ExitCodes.DONE;
    }

    private String network(ModelFile file, Optional<Recipe> given, Path target) {
        Optional<DistillSettings> taught = teach ? Optional.of(teaching.settings()) : Optional.empty();
        NetworkCompression.Result result = new NetworkCompression(file, given, recipes, taught, streams)
                .run(dataOptions, target, tasks.seed(), Threads.of(threads));
        return json ? result.json() : result.text();
    }

    private void requireTeacher(TrainedLearner base, Optional<Recipe> given) {
        recipes.requireTraining(given);
        UsageException.check(() -> {
            Distiller.check(
                    base.settings(),
                    List.of(Teacher.of(base)),
                    teaching.settings(),
                    base.provenance().training().episode());
            return true;
        });
    }

    private Search search(TrainedLearner base, Optional<HeldOut> heldOut) {
        HeldOut known = heldOut.orElseThrow(() -> new UsageException(
                "a recipe is searched for on validation tasks, but of which data is not known: name them with --data"));
        if (recipes.mostMillis().isPresent()) {
            return SpeedSearch.run(
                    base,
                    known.sampler().task(0),
                    recipes.mostMillis().getAsDouble(),
                    recipes.training().orElseThrow());
        }
        return BudgetSearch.run(base, known, recipes, Threads.of(threads), tasks.seed(), streams);
    }

    private Compressed compressed(TrainedLearner base, Recipe wanted, Optional<HeldOut> heldOut) {
        if (!wanted.needsTasks()) {
            return Compressor.compress(base, wanted);
        }
        HeldOut known = heldOut.orElseThrow(() -> new UsageException("the recipe " + wanted
                + " trains the model further, but on what it was trained is not known: name it with --data"));
        Screen screen = new Screen(streams, false);
        try (Workers workers = new Workers(Threads.of(threads))) {
            EpisodicRetrainer retrainer = new EpisodicRetrainer(base, known.data(), workers, tasks.seed());
            if (teach) {
                retrainer.guidedBy(Distiller.guide(
                        List.of(Teacher.of(base)),
                        teaching.settings(),
                        base.provenance().training().episode().ways()));
            }
            retrainer.listen(new RecipeProgress(screen));
            return Compressor.compress(base, wanted, retrainer);
        } finally {
            screen.clear();
        }
    }

    /**
     * Tasks to score on, where data were named or the model is in the folder of its run.
     *
     * @param choosing whether a recipe is chosen by validation tasks; otherwise a model that was trained on validation classes too is
     *     trained on by them
     */
    private Optional<HeldOut> heldOut(ModelFile file, TrainedLearner base, boolean choosing) {
        Optional<DataChoice> known = file.data();
        if (known.isEmpty() && !dataOptions.isGiven()) {
            streams.err()
                    .println(
                            "meta4j: note: without --data, and outside of a run's folder, nothing is known to score the"
                                    + " model on");
            return Optional.empty();
        }
        // Other parts are scored as they are divided, so that training classes do not get more by it.
        boolean asTrained = !choosing && dataOptions.part(Part.TEST) == Part.TEST;
        DataChoice choice =
                dataOptions.choice(known.map(data -> data.withTrainOnValidation(data.trainOnValidation() && asTrained))
                        .orElse(DataChoice.DEFAULT));
        return Optional.of(tasks.of(base, choice, known, dataOptions, streams));
    }
}
