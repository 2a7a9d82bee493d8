package org.meta4j.learners.inner;

import java.util.Map;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Network;

/** What an inner loop changes: some of the network's parameters, or values that these are made with. */
public interface AdaptedPart {
    /** Fresh meta-parameters of the part's own, without the prefix {@value InnerLoop#PART}; none by default. */
    default Tensors initialise(Network network, long seed) {
        return Tensors.of(Map.of());
    }

    /** Shapes, and names, of what is changed, for a network with these parameters. */
    Tensors adapted(Tensors network);

    /**
     * What the first step changes.
     *
     * @param network the network's meta-parameters
     */
    Values start(Values network);

    /**
     * The network's parameters when so much has been adapted.
     *
     * @param network the network's meta-parameters
     * @param adapted as {@link #start} names them
     * @param own meta-parameters of the part, as {@link #initialise} names them
     */
    Values weights(Values network, Values adapted, Values own);
}
