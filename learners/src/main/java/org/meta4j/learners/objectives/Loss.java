package org.meta4j.learners.objectives;

import org.meta4j.engine.Value;

/** How wrong scores are: a single number, the mean over examples. */
public enum Loss {
    /** −Σ target · log softmax(score), for class targets of one 1 in each row, or of a probability for each class. */
    CROSS_ENTROPY {
        @Override
        public Value of(Value scores, Value targets) {
            return scores.logSoftmax()
                    .multiply(targets)
                    .sum()
                    .scale(-1.0 / scores.shape().size(0));
        }
    },
    /** Mean of (score − target)² over all numbers. */
    SQUARED_ERROR {
        @Override
        public Value of(Value scores, Value targets) {
            return scores.subtract(targets).square().mean();
        }
    };

    /** The loss of scores [n, width] for targets of the same shape. */
    public abstract Value of(Value scores, Value targets);
}
