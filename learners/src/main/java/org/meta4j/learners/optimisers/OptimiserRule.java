package org.meta4j.learners.optimisers;

import org.meta4j.learners.inner.CoordinateLstm;
import org.meta4j.learners.inner.CoordinateMlp;
import org.meta4j.learners.inner.UpdateRule;

/**
 * Which rule a learned optimiser has: what its file says, and what is needed to write it down again.
 *
 * @param kind of network that each coordinate goes through
 * @param layers of an LSTM, at least 1; of a perceptron 2
 * @param units of each layer, at least 1
 * @param scale of the outputs, above 0
 * @param seed of the weights at first
 */
public record OptimiserRule(Kind kind, int layers, int units, double scale, long seed) {
    private static final int LAYERS_OF_MLP = 2;

    /** A recurrent network of two layers, as in its paper. */
    public static final OptimiserRule LSTM = new OptimiserRule(
            Kind.LSTM, CoordinateLstm.DEFAULT_LAYERS, CoordinateLstm.DEFAULT_UNITS, CoordinateLstm.DEFAULT_SCALE, 0);

    /** A perceptron. */
    public static final OptimiserRule MLP =
            new OptimiserRule(Kind.MLP, LAYERS_OF_MLP, CoordinateMlp.DEFAULT_UNITS, CoordinateMlp.DEFAULT_RATE, 0);

    /** Networks that a coordinate's gradients go through. */
    public enum Kind {
        /** See {@link CoordinateLstm}. */
        LSTM,
        /** See {@link CoordinateMlp}. */
        MLP
    }

    public OptimiserRule {
        if (kind == Kind.MLP && layers != LAYERS_OF_MLP) {
            throw new IllegalArgumentException(
                    "a perceptron has " + LAYERS_OF_MLP + " layers, but was to have " + layers);
        }
        // Writing the rule down checks the other numbers.
        rule(kind, layers, units, scale, seed);
    }

    /** The rule. */
    public UpdateRule rule() {
        return rule(kind, layers, units, scale, seed);
    }

    private static UpdateRule rule(Kind kind, int layers, int units, double scale, long seed) {
        return kind == Kind.LSTM
                ? new CoordinateLstm(layers, units, scale, seed)
                : new CoordinateMlp(units, scale, seed);
    }
}
