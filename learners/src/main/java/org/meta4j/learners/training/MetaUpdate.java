package org.meta4j.learners.training;

/**
 * How meta-parameters are moved by a meta-gradient.
 *
 * @param optimiser what makes a step of it
 * @param schedule of the meta-learning rate
 */
public record MetaUpdate(Optimiser optimiser, Schedule schedule) {
    /** Adam, halved so often as the settings say. */
    public static final MetaUpdate DEFAULT = new MetaUpdate(Optimiser.ADAM, Schedule.HALVINGS);

    /** As Reptile moves its parameters: by a share of the way, which falls to nothing. */
    public static final MetaUpdate REPTILE = new MetaUpdate(Optimiser.SGD, Schedule.LINEAR);

    /** As in MAML++. */
    public static final MetaUpdate COSINE = new MetaUpdate(Optimiser.ADAM, Schedule.COSINE);

    /** What makes a step of a meta-gradient. */
    public enum Optimiser {
        /** See {@link Adam}. */
        ADAM,
        /** θ ← θ − ε g. */
        SGD
    }

    /** How the meta-learning rate changes with the share p of training that is done. */
    public enum Schedule {
        /** Halved at equal distances over the second half. */
        HALVINGS,
        /** ε (1 − p). */
        LINEAR,
        /** ε (1 + cos πp) / 2 (Loshchilov and Hutter, SGDR, 2017, arXiv:1608.03983, one period). */
        COSINE
    }
}
