package org.meta4j.learners.optimisers;

/**
 * Some examples with their classes.
 *
 * @param inputs numbers of all examples, one after another
 * @param targets one row for each example, 1 at its class
 */
public record Minibatch(float[] inputs, float[] targets) {}
