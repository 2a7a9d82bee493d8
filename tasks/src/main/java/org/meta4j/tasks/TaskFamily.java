package org.meta4j.tasks;

import java.util.Optional;

/**
 * Tasks of one kind, in parts that share nothing: what meta-training, validation and the final score draw from. A
 * {@link MetaDataset} draws tasks of classes; other families make tasks up.
 */
public interface TaskFamily {
    /** Data set and split, as named on the command line. */
    String name();

    /** SHA-256 of the data, or of what they are made up by, in hexadecimal: part of every result's provenance. */
    String fingerprint();

    /**
     * Tasks to meta-train on.
     *
     * @throws IllegalArgumentException if there are no tasks of that shape
     */
    TaskSource trainingTasks(EpisodeShape shape, long seed);

    /**
     * Tasks to choose the best checkpoint by; empty if there are none.
     *
     * @throws IllegalArgumentException if there are some, but none of that shape
     */
    Optional<TaskSource> validationTasks(EpisodeShape shape, long seed);

    /**
     * Tasks that are looked at for the final score only.
     *
     * @throws IllegalArgumentException if there are no tasks of that shape
     */
    TaskSource testTasks(EpisodeShape shape, long seed);
}
