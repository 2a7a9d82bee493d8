package org.meta4j.learners.supervised;

import org.jspecify.annotations.Nullable;

/**
 * How a network is trained on one data set.
 *
 * @param batch examples of a minibatch, at least 1
 * @param epochs passes over the data, at least 1
 * @param rate learning rate at the beginning, above 0 and at most 10
 * @param schedule how it changes
 * @param optimiser what makes a step of a gradient
 * @param momentum μ of {@link Optimiser#SGD}, at least 0 and below 1; Adam has its own
 * @param weightDecay λ, at least 0 and below 1: λ · θ is added to the gradient of all parameters but vectors (biases, scales)
 * @param maxNorm c, above 0: after each step weights that lead to one unit and are longer than c, ‖wⱼ‖₂ > c, are scaled back to c (Hinton,
 *     Srivastava, Krizhevsky, Sutskever and Salakhutdinov, Improving neural networks by preventing co-adaptation of feature detectors,
 *     2012, arXiv:1207.0580); they begin with lengths of about √2 before a ReLU. Null: not bounded
 * @param seed of the parameters, of the order of examples, of augmentation and of dropout
 */
public record SupervisedSettings(
        int batch,
        int epochs,
        double rate,
        RateSchedule schedule,
        Optimiser optimiser,
        double momentum,
        double weightDecay,
        @Nullable Double maxNorm,
        long seed) {
    /** Adam with rate 0.001, minibatches of 64, 5 epochs, seed 1. */
    public static final SupervisedSettings DEFAULT =
            new SupervisedSettings(64, 5, 1e-3, RateSchedule.CONSTANT, Optimiser.ADAM, 0, 0, null, 1);

    /** What makes a step of a gradient g. */
    public enum Optimiser {
        /** See {@link org.meta4j.learners.training.Adam}. */
        ADAM,
        /** v ← μv + g, θ ← θ − αv. */
        SGD
    }

    public SupervisedSettings {
        atLeastOne("examples of a minibatch", batch);
        atLeastOne("epochs", epochs);
        within("the learning rate", rate, rate > 0 && rate <= 10, "above 0 and at most 10");
        within("momentum", momentum, momentum >= 0 && momentum < 1, "at least 0 and below 1");
        within("weight decay", weightDecay, weightDecay >= 0 && weightDecay < 1, "at least 0 and below 1");
        if (maxNorm != null) {
            within(
                    "the bound on the length of weights",
                    maxNorm,
                    maxNorm > 0 && maxNorm <= 1e6,
                    "above 0 and at most 1,000,000");
        }
    }

    public SupervisedSettings withBatch(int examples) {
        return new SupervisedSettings(
                examples, epochs, rate, schedule, optimiser, momentum, weightDecay, maxNorm, seed);
    }

    public SupervisedSettings withEpochs(int count) {
        return new SupervisedSettings(batch, count, rate, schedule, optimiser, momentum, weightDecay, maxNorm, seed);
    }

    public SupervisedSettings withRate(double newRate) {
        return new SupervisedSettings(
                batch, epochs, newRate, schedule, optimiser, momentum, weightDecay, maxNorm, seed);
    }

    public SupervisedSettings withRate(double newRate, RateSchedule newSchedule) {
        return new SupervisedSettings(
                batch, epochs, newRate, newSchedule, optimiser, momentum, weightDecay, maxNorm, seed);
    }

    /** With Adam, see {@link Optimiser#ADAM}. */
    public SupervisedSettings withAdam() {
        return new SupervisedSettings(batch, epochs, rate, schedule, Optimiser.ADAM, 0, weightDecay, maxNorm, seed);
    }

    /** With momentum, or without it where that is 0, see {@link Optimiser#SGD}. */
    public SupervisedSettings withSgd(double newMomentum) {
        return new SupervisedSettings(
                batch, epochs, rate, schedule, Optimiser.SGD, newMomentum, weightDecay, maxNorm, seed);
    }

    public SupervisedSettings withWeightDecay(double decay) {
        return new SupervisedSettings(batch, epochs, rate, schedule, optimiser, momentum, decay, maxNorm, seed);
    }

    /** With weights of each unit that are at most so long, see {@link #maxNorm}. */
    public SupervisedSettings withMaxNorm(double length) {
        return new SupervisedSettings(batch, epochs, rate, schedule, optimiser, momentum, weightDecay, length, seed);
    }

    public SupervisedSettings withSeed(long newSeed) {
        return new SupervisedSettings(
                batch, epochs, rate, schedule, optimiser, momentum, weightDecay, maxNorm, newSeed);
    }

    private static void atLeastOne(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, but was " + number);
        }
    }

    private static void within(String what, double number, boolean fits, String bounds) {
        if (!fits) {
            throw new IllegalArgumentException(what + " must be " + bounds + ", but was " + number);
        }
    }
}
