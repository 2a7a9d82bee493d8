package org.meta4j.app.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meta4j.data.IdxImages;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.supervised.EpochResult;
import org.meta4j.learners.supervised.RateSchedule;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.learners.supervised.SupervisedTrainer;
import org.meta4j.learners.supervised.TrainedNetwork;
import tools.jackson.databind.node.ObjectNode;

/**
 * An ordinary network on all training images, scored on all test images after each epoch; the last score counts. Adam's rate falls
 * along half a cosine, which makes the last score as good as any before it.
 */
final class DigitNetwork {
    private static final String CNN = "conv32-pool-conv64-pool-conv64-dense64-dense10";
    private static final String MLP = "mlp-784-128-128-10";
    private static final int EPOCHS = 5;
    private static final double RATE = 1e-3;

    private DigitNetwork() {}

    static ExampleResult convolutional(ExampleRun run) {
        return train(run, CNN);
    }

    static ExampleResult perceptron(ExampleRun run) {
        return train(run, MLP);
    }

    private static ExampleResult train(ExampleRun run, String layers) {
        IdxImages images = run.images();
        SupervisedData train = SupervisedData.training(images);
        SupervisedData test = SupervisedData.test(images);
        SupervisedSettings settings = SupervisedSettings.DEFAULT
                .withEpochs(run.epochs(EPOCHS))
                .withRate(RATE, RateSchedule.COSINE)
                .withSeed(run.seed());
        List<EpochResult> epochs = new ArrayList<>();
        TrainedNetwork trained = new SupervisedTrainer(Layered.parse(layers, train.shape()), settings, run.workers())
                .validate(test)
                .listen(epochs::add)
                .listen(epoch -> run.show(images.name(), epoch))
                .train(train);
        double accuracy = trained.accuracy(test, run.workers());
        double seconds =
                epochs.stream().mapToDouble(EpochResult::trainSeconds).average().orElse(Double.NaN);
        ObjectNode json = Json.object();
        json.put("accuracy", accuracy);
        json.put("data", images.name());
        json.put("network", layers);
        json.put("parameters", trained.parameters().length());
        json.set(
                "accuracies",
                Json.tree(epochs.stream().map(EpochResult::accuracy).toList()));
        json.set(
                "epochSeconds",
                Json.tree(epochs.stream().map(EpochResult::trainSeconds).toList()));
        json.put("seed", run.seed());
        return new ExampleResult(
                json,
                List.of(String.format(
                        Locale.ROOT,
                        "%s of %s's %,d test images are right after %d epoch%s (%s, %.1f s an epoch)",
                        ExampleRun.percent(accuracy),
                        images.name(),
                        test.count(),
                        settings.epochs(),
                        settings.epochs() == 1 ? "" : "s",
                        layers,
                        seconds)),
                trained::save);
    }
}
