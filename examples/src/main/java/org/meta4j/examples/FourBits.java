package org.meta4j.examples;

import java.nio.file.Path;
import org.meta4j.compress.Compressor;
import org.meta4j.compress.Recipe;
import org.meta4j.compress.SupervisedRetrainer;
import org.meta4j.data.FashionMnist;
import org.meta4j.data.IdxImages;
import org.meta4j.data.Mnist;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.learners.supervised.SupervisedTrainer;
import org.meta4j.learners.supervised.TrainedNetwork;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

/**
 * A perceptron of 4 bits a weight: trained, rounded, trained further with the rounded weights (quantisation-aware), and then its
 * body learns something else with a new last layer.
 */
public final class FourBits {
    private FourBits() {}

    /**
     * Accuracies on test images, between 0 and 1.
     *
     * @param base of the network in floats
     * @param rounded of the same in 4 bits
     * @param trained of the one that was trained further in 4 bits
     * @param newTask of the latter's body with a new last layer, on the other data
     */
    public record Result(double base, double rounded, double trained, double newTask) {}

    /** @param arguments the folder that holds {@code mnist} and {@code fashion-mnist} */
    public static void main(String[] arguments) {
        Path data = Path.of(arguments[0]);
        IdxImages digits = Mnist.load(data, IdxImages.SIDE);
        System.out.println(run(digits, FashionMnist.load(data, IdxImages.SIDE), 10));
    }

    /** Trains on one data set, then the last layer on the other. */
    public static Result run(IdxImages digits, IdxImages clothes, int epochs) {
        SupervisedData train = SupervisedData.training(digits);
        SupervisedData test = SupervisedData.test(digits);
        Layered network = Layered.parse("mlp-784-128-64-10", train.shape());
        SupervisedSettings settings = SupervisedSettings.DEFAULT.withBatch(32).withEpochs(epochs);
        Recipe fourBits = Recipe.quantize(4);
        try (Workers workers = Workers.onAllCores()) {
            TrainedNetwork base = new SupervisedTrainer(network, settings, workers).train(train);
            TrainedNetwork rounded = base.withTensors(Compressor.apply(base.parameters(), fourBits));
            Recipe trainedFurther = fourBits.then(Recipe.train(epochs));
            TrainedNetwork trained = Compressor.compress(
                            base, trainedFurther, new SupervisedRetrainer(base, train, workers, 1))
                    .network();

            TrainedNetwork body = trained.body();
            SupervisedData features = features(body, SupervisedData.training(clothes), workers);
            TrainedNetwork lastLayer = new SupervisedTrainer(
                            Layered.parse("dense10", features.shape()), settings, workers)
                    .train(features);
            return new Result(
                    base.accuracy(test, workers),
                    rounded.accuracy(test, workers),
                    trained.accuracy(test, workers),
                    lastLayer.accuracy(features(body, SupervisedData.test(clothes), workers), workers));
        }
    }

    private static SupervisedData features(TrainedNetwork body, SupervisedData data, Workers workers) {
        return SupervisedData.of(
                data.name(),
                new Examples(
                        ExampleShape.features(body.network().features()),
                        body.scores(data.examples(), workers),
                        new Targets.Classes(data.labels(), data.classes())));
    }
}
