package org.meta4j.learners.methods;

import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.inner.CoordinateMlp;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.UpdateRule;

/** Initial weights and a learned optimiser, a small perceptron for each coordinate, see {@link CoordinateMlp}. */
public final class LearnedMlp extends AdaptingMethod {
    private static final int INNER_STEPS = 3;
    private static final double INNER_RATE = 0.1;

    @Override
    public String name() {
        return "learned-mlp";
    }

    @Override
    public Card card() {
        return new Card(
                OPTIMISATION,
                "initial weights, and a small perceptron that turns gradients into steps",
                "each step a small network for every weight",
                "as learned-lstm, quicker; starts as Adam",
                "Metz et al.: Understanding and Correcting Pathologies in the Training of Learned Optimizers, 2019,"
                        + " arXiv:1810.10180");
    }

    @Override
    protected boolean hasRule() {
        return false;
    }

    @Override
    protected UpdateRule rule(InnerSettings inner) {
        return new CoordinateMlp(CoordinateMlp.DEFAULT_UNITS, inner.innerRate(), 0);
    }

    /** As in the training of learned optimisers, the gradients that the rule reads count as constants. */
    @Override
    protected InnerLoop.Order order() {
        return InnerLoop.Order.FIRST;
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, INNER_STEPS, INNER_STEPS, INNER_RATE);
    }

    /** Of several steps too: the first alone says little of the gradient's size, which the rule does not go by. */
    @Override
    InnerSettings innerOfNumbers(int targetWidth) {
        return inner(2).withWays(targetWidth);
    }
}
