package org.meta4j.learners.methods;

import org.meta4j.engine.Values;

/** An objective that adapts the parameters to the support set before it has a loss on the query set. */
public interface AdaptingObjective extends Objective {
    /** What its meta-gradient is said to know of the inner steps. */
    InnerLoop.Order order();

    /** The parameters after the inner steps; those that do not adapt as they were. */
    Values adapt(Values parameters, Episode episode);

    /** What adapted parameters make of the query set. */
    Outcome outcome(Values adapted, Episode episode);

    @Override
    default Outcome trace(Values parameters, Episode episode) {
        return outcome(adapt(parameters, episode), episode);
    }
}
