package org.meta4j.app.compress;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataOptions;
import org.meta4j.app.data.DataSources;
import org.meta4j.app.models.ModelFile;
import org.meta4j.compress.CompressedNetwork;
import org.meta4j.compress.Compressor;
import org.meta4j.compress.Recipe;
import org.meta4j.compress.SupervisedRetrainer;
import org.meta4j.data.IdxImages;
import org.meta4j.distill.DistillSettings;
import org.meta4j.distill.NetworkPredictor;
import org.meta4j.distill.TaughtData;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.TrainedNetwork;
import tools.jackson.databind.node.ObjectNode;

/** Compresses a network for one set of classes, and counts its errors on test images before and after. */
final class NetworkCompression {
    private final Path model;
    private final TrainedNetwork base;
    private final Optional<Recipe> given;
    private final RecipeOptions recipes;
    private final Optional<DistillSettings> teaching;
    private final Screen screen;
    private final Streams streams;

    /**
     * @param given the recipe, unless it is to be searched for
     * @param recipes says by which budget it is
     * @param teaching how the network as it was teaches what is left of it, if it does
     * @throws UsageException if the recipe, the search or the teaching is not for this network
     */
    NetworkCompression(
            ModelFile file,
            Optional<Recipe> given,
            RecipeOptions recipes,
            Optional<DistillSettings> teaching,
            Streams streams) {
        this.model = file.path();
        this.base = file.network();
        this.given = given;
        this.recipes = recipes;
        this.teaching = teaching;
        this.streams = streams;
        this.screen = new Screen(streams, false);
        given.ifPresent(recipe -> UsageException.check(() -> Compressor.check(base, recipe)));
        if (recipes.mostMillis().isPresent()) {
            throw new UsageException(model + " is a network for one set of classes: only meta-learners can be made"
                    + " narrower, which --most-millis does: give --most-bytes, --most-loss or a recipe");
        }
        teaching.ifPresent(this::requireTeaching);
    }

    private void requireTeaching(DistillSettings settings) {
        recipes.requireTraining(given);
        if (settings.distances() > 0 || settings.angles() > 0) {
            throw new UsageException(model + " is a network for one set of classes, which teaches by its answers"
                    + " alone: leave out --distances and --angles");
        }
    }

    /** What came out; accuracies are null without data. */
    record Result(
            Sizes sizes,
            Latency latency,
            @Nullable Double before,
            @Nullable Double after,
            @Nullable String data,
            @Nullable Search search) {
        String json() {
            ObjectNode json = sizes.json();
            json.put("accuracyBefore", before).put("accuracyAfter", after).putNull("accuracyReadapted");
            json.put("millisBefore", latency.before()).put("millisAfter", latency.after());
            json.put("data", data);
            json.set("layers", Json.tree(sizes.report().layers()));
            if (search != null) {
                json.set("search", search.json());
            }
            return Json.write(json);
        }

        String text() {
            StringBuilder text = new StringBuilder();
            if (search != null) {
                text.append(search.text()).append(System.lineSeparator());
            }
            text.append(sizes.text());
            if (before != null && after != null) {
                text.append(String.format(
                        Locale.ROOT,
                        "%naccuracy on the test images of %s: %.2f %% before, %.2f %% after",
                        data,
                        100 * before,
                        100 * after));
            }
            return text.append(String.format(
                            Locale.ROOT,
                            "%nan answer takes %.3f ms, before %.3f (one at a time, on one thread)",
                            latency.after(),
                            latency.before()))
                    .toString();
        }
    }

    /**
     * Compresses and writes.
     *
     * @throws UsageException if training images are needed and no data were named, or others than images of MNIST's kind
     */
    Result run(DataOptions options, Path target, long seed, int threads) {
        if (!options.isGiven()) {
            return withoutData(target);
        }
        IdxImages images = DataSources.digits(
                options.choice(DataChoice.DEFAULT).spec(), base.network().exampleShape());
        SupervisedData train = SupervisedData.training(images);
        SupervisedData test = SupervisedData.test(images);
        if (!train.fingerprint().equals(base.provenance().dataFingerprint())) {
            streams.err()
                    .println("meta4j: note: " + model + " was trained on "
                            + base.provenance().data() + ", which is not what --data has to train on");
        }
        try (Workers workers = new Workers(threads)) {
            Optional<Search> search = given.isPresent() ? Optional.empty() : Optional.of(search(train, seed, workers));
            Recipe recipe = given.orElseGet(() -> search.orElseThrow().recipe());
            CompressedNetwork small = Compressor.compress(base, recipe, retrainer(train, seed, workers));
            small.save(target);
            // What was written is what counts.
            TrainedNetwork read = CompressedNetwork.load(target).network();
            float[] example =
                    Arrays.copyOf(test.examples().inputs(), test.shape().length());
            return new Result(
                    Sizes.of(model, target, small.report(base)),
                    Latency.of(base, small, example),
                    base.accuracy(test, workers),
                    read.accuracy(test, workers),
                    images.name(),
                    search.orElse(null));
        } finally {
            screen.clear();
        }
    }

    private Search search(SupervisedData train, long seed, Workers workers) {
        int count = recipes.searchImages();
        if (count >= train.count()) {
            throw new UsageException("--search-tasks must be less than the " + Texts.count(train.count())
                    + " training images, but was " + count + ": give fewer");
        }
        return BudgetSearch.run(base, train.split(count, seed).validation(), recipes, workers, screen);
    }

    private SupervisedRetrainer retrainer(SupervisedData train, long seed, Workers workers) {
        SupervisedRetrainer retrainer = teaching.map(how -> new SupervisedRetrainer(
                                base,
                                TaughtData.of(train, List.of(new NetworkPredictor(base, workers)), how.temperature()),
                                workers,
                                seed)
                        .loss(TaughtData.loss(how.temperature(), how.hard())))
                .orElseGet(() -> new SupervisedRetrainer(base, train, workers, seed));
        return retrainer.listen(epoch -> screen.status(
                (double) epoch.epoch() / epoch.epochs(),
                String.format(
                        Locale.ROOT, "training on: epoch %s, loss %.4f", Texts.count(epoch.epoch()), epoch.loss())));
    }

    private Result withoutData(Path target) {
        Recipe recipe = given.orElseThrow(() -> new UsageException(
                "a recipe is searched for on training images: name with --data what the network was trained on, such as"
                        + " mnist:DIR"));
        if (recipe.needsTasks()) {
            throw new UsageException("the recipe " + recipe
                    + " trains the network further: name with --data what it was trained on, such as mnist:DIR");
        }
        streams.err().println("meta4j: note: without --data there is nothing to score the network on");
        CompressedNetwork small = Compressor.compress(base, recipe, null);
        small.save(target);
        Latency latency =
                Latency.of(base, small, new float[base.network().exampleShape().length()]);
        return new Result(Sizes.of(model, target, small.report(base)), latency, null, null, null, null);
    }
}
