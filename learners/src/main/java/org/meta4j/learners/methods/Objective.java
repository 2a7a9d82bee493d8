package org.meta4j.learners.methods;

import org.meta4j.engine.Tensors;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Network;

/** What a meta-learner lowers: its loss on one episode, as a function of the meta-parameters. */
public interface Objective {
    /** The network inside. */
    Network network();

    /** Fresh meta-parameters. */
    default Tensors initialise(long seed) {
        return network().initialise(seed);
    }

    /** Fresh running statistics: the network's, and those of what stands behind it. */
    default Tensors initialStatistics() {
        return network().initialStatistics();
    }

    /** Writes down an episode. */
    Outcome trace(Values parameters, Episode episode);
}
