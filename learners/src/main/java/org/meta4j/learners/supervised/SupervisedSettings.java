package org.meta4j.learners.supervised;

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
        long seed) {
    /** Adam with rate 0.001, minibatches of 64, 5 epochs, seed 1. */
    public static final SupervisedSettings DEFAULT =
            new SupervisedSettings(64, 5, 1e-3, RateSchedule.CONSTANT, Optimiser.ADAM, 0, 0, 1);

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
    }

    public SupervisedSettings withBatch(int examples) {
        return new SupervisedSettings(examples, epochs, rate, schedule, optimiser, momentum, weightDecay, seed);
    }

    public SupervisedSettings withEpochs(int count) {
        return new SupervisedSettings(batch, count, rate, schedule, optimiser, momentum, weightDecay, seed);
    }

    public SupervisedSettings withRate(double newRate) {
        return new SupervisedSettings(batch, epochs, newRate, schedule, optimiser, momentum, weightDecay, seed);
    }

    public SupervisedSettings withRate(double newRate, RateSchedule newSchedule) {
        return new SupervisedSettings(batch, epochs, newRate, newSchedule, optimiser, momentum, weightDecay, seed);
    }

    /** With Adam, see {@link Optimiser#ADAM}. */
    public SupervisedSettings withAdam() {
        return new SupervisedSettings(batch, epochs, rate, schedule, Optimiser.ADAM, 0, weightDecay, seed);
    }

    /** With momentum, or without it where that is 0, see {@link Optimiser#SGD}. */
    public SupervisedSettings withSgd(double newMomentum) {
        return new SupervisedSettings(batch, epochs, rate, schedule, Optimiser.SGD, newMomentum, weightDecay, seed);
    }

    public SupervisedSettings withWeightDecay(double decay) {
        return new SupervisedSettings(batch, epochs, rate, schedule, optimiser, momentum, decay, seed);
    }

    public SupervisedSettings withSeed(long newSeed) {
        return new SupervisedSettings(batch, epochs, rate, schedule, optimiser, momentum, weightDecay, newSeed);
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
