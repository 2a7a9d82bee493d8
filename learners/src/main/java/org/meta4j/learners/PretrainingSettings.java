package org.meta4j.learners;

/**
 * How a classifier of all training classes is put to use on a new task.
 *
 * @param classes training classes, at least 2: known once the data are, see {@link Method#fitted}
 * @param wholeNetwork whether all of the network is fine-tuned, not its new last layer alone
 */
public record PretrainingSettings(int classes, boolean wholeNetwork) {
    public PretrainingSettings {
        if (classes < 2) {
            throw new IllegalArgumentException("training classes must be at least 2, but were " + classes);
        }
    }

    public PretrainingSettings withClasses(int count) {
        return new PretrainingSettings(count, wholeNetwork);
    }
}
