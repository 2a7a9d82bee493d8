package org.meta4j.learners.supervised;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.training.Constraint;
import org.meta4j.learners.training.RunningStatistics;
import org.meta4j.learners.training.TrainingDivergedException;
import org.meta4j.tasks.Seeds;

/**
 * Trains a network on one data set: each epoch all examples in another random order, minibatch by minibatch. The last
 * minibatch of an epoch is filled up with the first examples of the same order, so that all are of one size. For the same
 * settings, data and parameters to begin with, the result is the same to the bit, with any number of threads.
 *
 * <pre>{@code
 * TrainedNetwork trained = new SupervisedTrainer(network, SupervisedSettings.DEFAULT, workers)
 *         .validate(split.validation())
 *         .listen(epoch -> …)
 *         .train(split.train());
 * }</pre>
 */
public final class SupervisedTrainer {
    private final Network network;
    private final SupervisedSettings settings;
    private final Workers workers;
    private final List<SupervisedListener> listeners = new ArrayList<>();
    private BatchLoss loss = BatchLoss.CROSS_ENTROPY;
    private Constraint constraint = Constraint.NONE;
    private Augmentation augmentation = Augmentation.NONE;
    private @Nullable SupervisedData validation;

    /** Cross entropy, no constraint, no augmentation, no validation. */
    public SupervisedTrainer(Network network, SupervisedSettings settings, Workers workers) {
        this.network = network;
        this.settings = settings;
        this.workers = workers;
    }

    /** What is made small. */
    public SupervisedTrainer loss(BatchLoss newLoss) {
        loss = newLoss;
        return this;
    }

    /** What the parameters have to be. */
    public SupervisedTrainer constraint(Constraint newConstraint) {
        constraint = newConstraint;
        return this;
    }

    /** How examples are changed at random before they are trained on. */
    public SupervisedTrainer augment(Augmentation newAugmentation) {
        augmentation = newAugmentation;
        return this;
    }

    /** Examples of classes to score the network on after each epoch; nothing is chosen by them. */
    public SupervisedTrainer validate(SupervisedData examples) {
        validation = examples;
        return this;
    }

    /** Adds somebody who hears of each epoch. */
    public SupervisedTrainer listen(SupervisedListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Trains from fresh parameters, drawn from the settings' seed. */
    public TrainedNetwork train(SupervisedData data) {
        return train(data, network.initialise(settings.seed()));
    }

    /**
     * Trains from given parameters, which are not changed, and fresh running statistics.
     *
     * @return the network with {@link Constraint#used} of the last parameters
     * @throws IllegalArgumentException if the data do not fit the network
     * @throws TrainingDivergedException if the loss is no number any more
     */
    public TrainedNetwork train(SupervisedData data, Tensors start) {
        check(data);
        long began = System.nanoTime();
        Tensors parameters = start.copy();
        Tensors statistics = network.initialStatistics().copy();
        Descent descent = new Descent(settings, parameters);
        BatchGradient gradient = new BatchGradient(network, loss, data, augmentation, settings.batch(), workers);
        NetworkScorer scorer = new NetworkScorer(network, workers);
        double accuracy = Double.NaN;
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            long epochBegan = System.nanoTime();
            double meanLoss = epoch(epoch, data.count(), parameters, statistics, gradient, descent);
            double trainSeconds = seconds(epochBegan);
            accuracy = accuracy(scorer, constraint.used(parameters), statistics);
            EpochResult result = new EpochResult(
                    epoch + 1,
                    settings.epochs(),
                    meanLoss,
                    accuracy,
                    rate(epoch, steps(data.count()) - 1, steps(data.count())),
                    trainSeconds,
                    seconds(began));
            listeners.forEach(listener -> listener.on(result));
        }
        return new TrainedNetwork(
                network,
                constraint.used(parameters).copy(),
                statistics,
                data.classes(),
                NetworkProvenance.of(data, settings, seconds(began), accuracy));
    }

    /** Minibatches of an epoch. */
    private int steps(int examples) {
        return (examples + settings.batch() - 1) / settings.batch();
    }

    private double rate(int epoch, int step, int steps) {
        return settings.schedule().at(settings.rate(), epoch + (double) step / steps, settings.epochs());
    }

    /** The mean loss of an epoch's minibatches. */
    private double epoch(
            int epoch, int count, Tensors parameters, Tensors statistics, BatchGradient gradient, Descent descent) {
        int[] order = SupervisedData.order(count, Seeds.of(Seeds.of(settings.seed(), "epochs"), epoch));
        int steps = steps(count);
        int[] rows = new int[settings.batch()];
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < rows.length; i++) {
                rows[i] = order[(int) (((long) step * rows.length + i) % count)];
            }
            long seed = Seeds.of(Seeds.of(settings.seed(), "examples"), (long) epoch * steps + step);
            constraint.begin((epoch + (double) step / steps) / settings.epochs());
            Tensors used = constraint.used(parameters);
            double batchLoss = gradient.compute(used, rows, seed);
            if (!Double.isFinite(batchLoss)) {
                throw new TrainingDivergedException("the loss became " + batchLoss + " in minibatch " + (step + 1)
                        + " of epoch " + (epoch + 1) + ": train with a learning rate below " + settings.rate());
            }
            constraint.gradient(parameters, used, gradient.gradient());
            descent.step(parameters, gradient.gradient(), rate(epoch, step, steps));
            RunningStatistics.follow(statistics, gradient.statistics());
            sum += batchLoss;
        }
        return sum / steps;
    }

    private double accuracy(NetworkScorer scorer, Tensors parameters, Tensors statistics) {
        SupervisedData examples = validation;
        return examples == null ? Double.NaN : scorer.accuracy(parameters, statistics, examples);
    }

    private void check(SupervisedData data) {
        if (!data.shape().equals(network.exampleShape())) {
            throw new IllegalArgumentException("the examples of '" + data.name() + "' are " + data.shape()
                    + ", but the network '" + network.name() + "' takes " + network.exampleShape());
        }
        int width = data.column(SupervisedData.TARGETS).width();
        boolean compares = loss.equals(BatchLoss.CROSS_ENTROPY) || loss.equals(BatchLoss.SQUARED_ERROR);
        if (compares && width != network.features()) {
            throw new IllegalArgumentException("the network '" + network.name() + "' has " + network.features()
                    + " outputs, but the targets of '" + data.name() + "' have " + width
                    + " columns: end the network with dense" + width);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
