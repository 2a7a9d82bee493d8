package org.meta4j.learners.objectives;

import java.util.Map;
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

    /**
     * Numbers that it wants of each example of an episode beside the targets, such as a teacher's: names of columns, and how
     * many numbers each has for an example. See {@link Episode#column}.
     */
    default Map<String, Integer> columns() {
        return Map.of();
    }

    /** Writes down an episode. */
    Outcome trace(Values parameters, Episode episode);
}
