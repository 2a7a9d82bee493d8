package org.meta4j.learners;

import org.meta4j.engine.Tensors;
import org.meta4j.tasks.Predictor;

/** A solved task that can be written to a file. Thread-safe. */
public interface SolvedTask extends Predictor {
    /** All it knows, to be given to {@link Method#restore} again. */
    Tensors state();

    /** Classes of the task. */
    int ways();

    /** Support examples that it learned from. */
    int supports();
}
