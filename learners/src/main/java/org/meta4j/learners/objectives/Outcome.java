package org.meta4j.learners.objectives;

import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/**
 * What a method makes of an episode.
 *
 * @param loss on the query set, a single number: what meta-training lowers
 * @param scores [queries, width]: before the softmax for classes, the values themselves for regression
 * @param statistics of the normalisation layers, to keep running means of; may be empty
 */
public record Outcome(Value loss, Value scores, Values statistics) {}
