package org.meta4j.learners.supervised;

/**
 * How the learning rate changes over the epochs.
 *
 * @param kind of change
 * @param factor by which {@code STEP} multiplies the rate, above 0 and at most 1; 1 for others
 * @param every so many epochs {@code STEP} does so, at least 1; 1 for others
 */
public record RateSchedule(Kind kind, double factor, int every) {
    /** The same rate throughout. */
    public static final RateSchedule CONSTANT = new RateSchedule(Kind.CONSTANT, 1, 1);

    /** Half a cosine, from the rate to 0. */
    public static final RateSchedule COSINE = new RateSchedule(Kind.COSINE, 1, 1);

    /** How it changes. */
    public enum Kind {
        /** Not at all. */
        CONSTANT,
        /** α (1 + cos πp) / 2 at the share p of training (Loshchilov and Hutter, SGDR, 2017, arXiv:1608.03983, one period). */
        COSINE,
        /** α · factor^⌊epoch / every⌋. */
        STEP
    }

    public RateSchedule {
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException(
                    "the factor of a learning rate's steps must be above 0 and at most 1, but was " + factor);
        }
        if (every < 1) {
            throw new IllegalArgumentException(
                    "epochs between steps of the learning rate must be at least 1, but were " + every);
        }
    }

    /** Times {@code factor} every so many epochs. */
    public static RateSchedule step(double factor, int every) {
        return new RateSchedule(Kind.STEP, factor, every);
    }

    /**
     * The rate of a step.
     *
     * @param rate at the beginning
     * @param epoch done so far, with its fraction
     * @param epochs of the training
     */
    double at(double rate, double epoch, int epochs) {
        return switch (kind) {
            case CONSTANT -> rate;
            case COSINE -> rate * (1 + Math.cos(Math.PI * Math.min(1, epoch / epochs))) / 2;
            case STEP -> rate * Math.pow(factor, Math.floor(epoch / every));
        };
    }
}
