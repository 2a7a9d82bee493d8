package org.meta4j.learners;

import java.util.List;
import org.meta4j.engine.Tensors;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;

/** A solved task that can be written to a file. Thread-safe. */
public interface SolvedTask extends Predictor {
    /** All it knows, to be given to {@link Method#restore} again. */
    Tensors state();

    /** Classes of the task. */
    int ways();

    /** Support examples that it learned from. */
    int supports();

    /**
     * What it would predict if it had been solved without one of its supports. A class whose only support is left out
     * keeps its place with a probability of 0 and a score of negative infinity.
     *
     * @return for each support, in their order, the predictions without it; empty where this cannot be told
     */
    default List<Predictions> leaveOneOut(Examples query) {
        return List.of();
    }

    /** The supports' numbers [supports, example], not to be changed; empty where they were not kept. */
    default float[] supportInputs() {
        return new float[0];
    }
}
