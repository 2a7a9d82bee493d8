package org.meta4j.learners;

import org.jspecify.annotations.Nullable;
import org.meta4j.learners.heads.Heads;

/**
 * What stands behind an encoder.
 *
 * @param solver name of what solves tasks by their features in place of the method's own way, as {@link Heads} knows it;
 *     null for the method's own
 * @param classes that pre-training tells apart, at least 2; null for methods that are trained in episodes
 * @param ways classes of a task, where the method's own way is made for so many, at least 2; null for any number
 * @param shots supports of each class, where the method's own way is made for so many, at least 1; null for any number
 */
public record HeadSettings(
        @Nullable String solver,
        @Nullable Integer classes,
        @Nullable Integer ways,
        @Nullable Integer shots) {
    public HeadSettings {
        if (solver != null) {
            Heads.requireKnown(solver);
        }
        if (classes != null && classes < 2) {
            throw new IllegalArgumentException("classes of pre-training must be at least 2, but were " + classes);
        }
        if (ways != null && ways < 2) {
            throw new IllegalArgumentException("ways must be at least 2, but was " + ways);
        }
        if (shots != null && shots < 1) {
            throw new IllegalArgumentException("shots must be at least 1, but was " + shots);
        }
    }

    /** Settings of a head for tasks of any size. */
    public HeadSettings(@Nullable String solver, @Nullable Integer classes) {
        this(solver, classes, null, null);
    }

    public HeadSettings withSolver(@Nullable String newSolver) {
        return new HeadSettings(newSolver, classes, ways, shots);
    }

    public HeadSettings withClasses(@Nullable Integer newClasses) {
        return new HeadSettings(solver, newClasses, ways, shots);
    }
}
