package org.meta4j.examples;

import java.nio.file.Path;
import org.meta4j.data.IdxImages;
import org.meta4j.data.Mnist;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.supervised.RateSchedule;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.learners.supervised.SupervisedTrainer;

/** A multilayer perceptron on MNIST, which holds back some training images to see how training goes. */
public final class MnistMlp {
    private MnistMlp() {}

    /** @param arguments the folder that holds MNIST's four files, or their folder {@code mnist} */
    public static void main(String[] arguments) {
        IdxImages images = Mnist.load(Path.of(arguments[0]), IdxImages.SIDE);
        System.out.printf("test accuracy %.4f%n", run(images, 5));
    }

    /** Trains, and returns the accuracy on the test images. */
    public static double run(IdxImages images, int epochs) {
        SupervisedData all = SupervisedData.training(images);
        SupervisedData.Split split = all.split(all.count() / 12, 1);
        Layered network = Layered.parse("mlp-784-128-128-10", all.shape());
        SupervisedSettings settings =
                SupervisedSettings.DEFAULT.withEpochs(epochs).withRate(1e-3, RateSchedule.COSINE);
        try (Workers workers = Workers.onAllCores()) {
            return new SupervisedTrainer(network, settings, workers)
                    .validate(split.validation())
                    .listen(epoch -> System.out.printf(
                            "epoch %d: accuracy %.4f on images held back%n", epoch.epoch(), epoch.accuracy()))
                    .train(split.train())
                    .accuracy(SupervisedData.test(images), workers);
        }
    }
}
