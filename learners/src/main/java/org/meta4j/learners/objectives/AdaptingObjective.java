package org.meta4j.learners.objectives;

import org.meta4j.engine.Values;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.Slopes;

/** An objective that adapts the parameters to the support set before it has a loss on the query set. */
public interface AdaptingObjective extends Objective {
    /** What its inner loop lets through to the meta-gradient. */
    InnerLoop.Order order();

    /** What its meta-gradient is said to be. */
    default Claim claim() {
        return order() == InnerLoop.Order.FIRST ? Claim.FIRST_ORDER : Claim.SECOND_ORDER;
    }

    /** The network's parameters after the inner steps; those that do not adapt as they were. */
    Values adapt(Values parameters, Episode episode, Slopes slopes);

    /** The same, with gradients by differentiation. */
    default Values adapt(Values parameters, Episode episode) {
        return adapt(parameters, episode, Slopes.DIFFERENTIATED);
    }

    /** What adapted parameters make of the query set. */
    Outcome outcome(Values adapted, Episode episode);

    /** Writes down an episode whose inner gradients come from {@code slopes}. */
    default Outcome trace(Values parameters, Episode episode, Slopes slopes) {
        return outcome(adapt(parameters, episode, slopes), episode);
    }

    @Override
    default Outcome trace(Values parameters, Episode episode) {
        return trace(parameters, episode, Slopes.DIFFERENTIATED);
    }
}
