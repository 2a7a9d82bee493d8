package org.meta4j.learners;

import org.jspecify.annotations.Nullable;
import org.meta4j.learners.heads.Heads;

/**
 * What stands behind an encoder.
 *
 * @param solver name of what solves tasks by their features in place of the method's own way, as {@link Heads} knows it;
 *     null for the method's own
 * @param classes that pre-training tells apart, at least 2; null for methods that are trained in episodes
 */
public record HeadSettings(
        @Nullable String solver, @Nullable Integer classes) {
    public HeadSettings {
        if (solver != null) {
            Heads.requireKnown(solver);
        }
        if (classes != null && classes < 2) {
            throw new IllegalArgumentException("classes of pre-training must be at least 2, but were " + classes);
        }
    }

    public HeadSettings withSolver(@Nullable String newSolver) {
        return new HeadSettings(newSolver, classes);
    }

    public HeadSettings withClasses(@Nullable Integer newClasses) {
        return new HeadSettings(solver, newClasses);
    }
}
