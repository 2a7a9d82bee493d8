package org.meta4j.learners;

import org.meta4j.tasks.Examples;

/**
 * What examples look like to a learner: rows of numbers that are near to each other, in Euclidean distance, for examples
 * that it takes for alike. The row of an example does not depend on its neighbours. Thread-safe.
 */
public interface FeatureSpace {
    /** Numbers in a row. */
    int features();

    /** Rows [count, features] of examples; their targets are not looked at. */
    float[] embed(Examples examples);
}
