package org.meta4j.learners.heads;

import java.util.Map;
import java.util.Optional;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Normalisation;

/**
 * How the scores of queries come from the supports, written down on values: the same is differentiated while meta-training
 * and compiled to solve tasks.
 */
public interface Head {
    /** What the names of a head's own parameters and statistics begin with. */
    String PREFIX = "head.";

    /** Fresh parameters of its own, drawn from {@code seed}; none for most. */
    default Tensors initialise(long seed) {
        return Tensors.of(Map.of());
    }

    /** Fresh running statistics of its own; none for most. */
    default Tensors initialStatistics() {
        return Tensors.of(Map.of());
    }

    /**
     * Scores [queries, ways]; a softmax makes probabilities of them. A query's do not depend on other queries, unless
     * normalisation makes them.
     *
     * @param parameters its own among others
     * @param normalisation which statistics to normalise with
     */
    Value scores(Values parameters, Embedded task, Normalisation normalisation);

    /** What training lowers, for class targets of one 1 in each row: cross entropy, the mean over queries. */
    default Value loss(Value scores, Value targets) {
        return scores.logSoftmax()
                .multiply(targets)
                .sum()
                .scale(-1.0 / scores.shape().size(0));
    }

    /** Whether the lengths of feature rows mean nothing to it, but only their directions. */
    default boolean directional() {
        return false;
    }

    /** Whether it reads supports one after the other: then they are given class by class, as episodes have them. */
    default boolean ordered() {
        return false;
    }

    /**
     * Why it cannot learn from a support set, as one line that names the way out; empty if it can.
     *
     * @param classSizes supports of each class
     */
    default Optional<String> misfit(int[] classSizes) {
        return Optional.empty();
    }

    /**
     * A task in feature space.
     *
     * @param support features [supports, features]
     * @param targets of the supports [supports, ways]: a 1 in the column of each one's class, and no column without one
     * @param query features [queries, features]
     */
    record Embedded(Value support, Value targets, Value query) {
        /**
         * Targets times √(features / 2), for networks that read features and targets side by side: features after a ReLU
         * have mean squares of some ½, so that both then weigh alike. Beside hundreds of features a 1 would hardly be seen.
         */
        Value loudTargets() {
            return targets.scale(Math.sqrt(features() / 2.0));
        }

        int supports() {
            return support.shape().size(0);
        }

        int ways() {
            return targets.shape().size(1);
        }

        int features() {
            return support.shape().size(1);
        }
    }
}
