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
import org.meta4j.learners.supervised.TrainedNetwork;

/** A small convolutional network on MNIST: Adam, minibatches of 64, five epochs. */
public final class MnistCnn {
    private MnistCnn() {}

    /** @param arguments the folder that holds MNIST's four files, or their folder {@code mnist} */
    public static void main(String[] arguments) {
        double accuracy = run(Mnist.load(Path.of(arguments[0]), IdxImages.SIDE), 5, Path.of("cnn.safetensors"));
        System.out.printf("test accuracy %.4f; the network is in cnn.safetensors%n", accuracy);
    }

    /** Trains, saves to {@code file}, and returns the accuracy on the test images. */
    public static double run(IdxImages images, int epochs, Path file) {
        SupervisedData train = SupervisedData.training(images);
        Layered network = Layered.parse("conv32-pool-conv64-pool-conv64-dense64-dense10", train.shape());
        SupervisedSettings settings =
                SupervisedSettings.DEFAULT.withBatch(64).withEpochs(epochs).withRate(1e-3, RateSchedule.COSINE);
        try (Workers workers = Workers.onAllCores()) {
            TrainedNetwork trained = new SupervisedTrainer(network, settings, workers)
                    .listen(epoch -> System.out.printf("epoch %d: loss %.4f%n", epoch.epoch(), epoch.loss()))
                    .train(train);
            trained.save(file);
            return TrainedNetwork.load(file).accuracy(SupervisedData.test(images), workers);
        }
    }
}
