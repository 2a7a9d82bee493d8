package org.meta4j.tasks;

/**
 * An endless numbered row of tasks: the same number gives the same task, whoever asks and however
 * often, so that training can be resumed and shared between threads. Thread-safe.
 */
public interface TaskSource {
    /** Task number {@code index}, counted from 0. */
    Task task(long index);

    /** Shape of every task's examples. */
    ExampleShape exampleShape();
}
