package org.meta4j.learners;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.meta4j.naming.Suggestions;

/**
 * Which statistics batch normalisation uses when a new task is solved. A transductive learner sees the
 * whole query set at once, which is worth points of accuracy: the mode is part of every score.
 */
public enum BatchNorm {
    /** Running means of meta-training: an example alone gets the same answer as in a batch. */
    RUNNING,
    /** The query batch's own: transductive. */
    TRANSDUCTIVE,
    /**
     * Those of the support set and one query together, so that queries do not see each other (Nichol, Achiam
     * and Schulman, On First-Order Meta-Learning Algorithms, 2018, arXiv:1803.02999).
     */
    SUPPORT_PLUS_ONE;

    /** Name on the command line and in files, e.g. {@code support-plus-one}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The mode of that name.
     *
     * @throws IllegalArgumentException with the nearest name if there is none
     */
    public static BatchNorm named(String label) {
        for (BatchNorm mode : values()) {
            if (mode.label().equals(label)) {
                return mode;
            }
        }
        List<String> labels = Arrays.stream(values()).map(BatchNorm::label).toList();
        throw new IllegalArgumentException(Suggestions.unknown("batch-norm mode", label, labels));
    }
}
