package org.meta4j.learners.methods;

import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.inner.CoordinateLstm;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.UpdateRule;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/** Initial weights and a learned optimiser, a recurrent network for each coordinate, see {@link CoordinateLstm}. */
public final class LearnedLstm extends AdaptingMethod {
    private static final int INNER_STEPS = 3;
    private static final double INNER_RATE = 0.1;

    /** Every number of the network carries two states of {@value CoordinateLstm#DEFAULT_UNITS} units a layer. */
    private static final int FILTERS = 16;

    @Override
    public String name() {
        return "learned-lstm";
    }

    @Override
    public Card card() {
        return new Card(
                OPTIMISATION,
                "initial weights, and a recurrent network that turns gradients into steps",
                "each step a small network for every weight; much memory",
                "to study learned optimisers; tasks of several steps",
                "Andrychowicz et al.: Learning to Learn by Gradient Descent by Gradient Descent, 2016,"
                        + " arXiv:1606.04474");
    }

    @Override
    protected boolean hasRule() {
        return false;
    }

    @Override
    protected UpdateRule rule(InnerSettings inner) {
        return new CoordinateLstm(CoordinateLstm.DEFAULT_LAYERS, CoordinateLstm.DEFAULT_UNITS, inner.innerRate(), 0);
    }

    /** As in the paper, the gradients that the rule reads count as constants. */
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

    @Override
    public LearnerSettings defaults(ExampleShape examples, EpisodeShape episode) {
        LearnerSettings settings = super.defaults(examples, episode);
        return settings.withNetwork(settings.network().withFilters(FILTERS));
    }
}
