package org.meta4j.tasks;

import org.jspecify.annotations.Nullable;

/**
 * An endless numbered row of tasks: the same number gives the same task, whoever asks and however
 * often, so that training can be resumed and shared between threads. Thread-safe.
 */
public interface TaskSource {
    /** Task number {@code index}, counted from 0. */
    Task task(long index);

    /**
     * The same task, perhaps in the arrays of one that is not needed any more: so that drawing one task after another
     * need not make new arrays.
     *
     * @param used a task of this source that nobody looks at any more; null for none
     */
    default Task task(long index, @Nullable Task used) {
        return task(index);
    }

    /** Shape of every task's examples. */
    ExampleShape exampleShape();
}
