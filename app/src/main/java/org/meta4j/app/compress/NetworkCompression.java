package org.meta4j.app.compress;

import java.nio.file.Path;
import java.util.Locale;
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
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.TrainedNetwork;
import tools.jackson.databind.node.ObjectNode;

/** Compresses a network for one set of classes, and counts its errors on test images before and after. */
final class NetworkCompression {
    private final Path model;
    private final TrainedNetwork base;
    private final Recipe recipe;
    private final Screen screen;
    private final Streams streams;

    /** @throws UsageException if the recipe is not for this network */
    NetworkCompression(ModelFile file, Recipe recipe, Streams streams) {
        this.model = file.path();
        this.base = file.network();
        this.recipe = UsageException.check(() -> Compressor.check(base, recipe));
        this.streams = streams;
        this.screen = new Screen(streams, false);
    }

    /** What came out; accuracies are null without data. */
    record Result(
            Sizes sizes,
            @Nullable Double before,
            @Nullable Double after,
            @Nullable String data) {
        String json() {
            ObjectNode json = sizes.json();
            json.put("accuracyBefore", before).put("accuracyAfter", after).putNull("accuracyReadapted");
            json.put("data", data);
            json.set("layers", Json.tree(sizes.report().layers()));
            return Json.write(json);
        }

        String text() {
            return before == null || after == null
                    ? sizes.text()
                    : sizes.text()
                            + String.format(
                                    Locale.ROOT,
                                    "%naccuracy on the test images of %s: %.2f %% before, %.2f %% after",
                                    data,
                                    100 * before,
                                    100 * after);
        }
    }

    /**
     * Compresses and writes.
     *
     * @throws UsageException if the recipe trains and no data were named, or others than images of MNIST's kind
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
            SupervisedRetrainer retrainer = new SupervisedRetrainer(base, train, workers, seed)
                    .listen(epoch -> screen.status(
                            (double) epoch.epoch() / epoch.epochs(),
                            String.format(
                                    Locale.ROOT,
                                    "training on: epoch %s, loss %.4f",
                                    Texts.count(epoch.epoch()),
                                    epoch.loss())));
            CompressedNetwork small = Compressor.compress(base, recipe, retrainer);
            small.save(target);
            // What was written is what counts.
            TrainedNetwork read = CompressedNetwork.load(target).network();
            return new Result(
                    Sizes.of(model, target, small.report(base)),
                    base.accuracy(test, workers),
                    read.accuracy(test, workers),
                    images.name());
        } finally {
            screen.clear();
        }
    }

    private Result withoutData(Path target) {
        if (recipe.needsTasks()) {
            throw new UsageException("the recipe " + recipe
                    + " trains the network further: name with --data what it was trained on, such as mnist:DIR");
        }
        streams.err().println("meta4j: note: without --data there is nothing to score the network on");
        CompressedNetwork small = Compressor.compress(base, recipe, null);
        small.save(target);
        return new Result(Sizes.of(model, target, small.report(base)), null, null, null);
    }
}
