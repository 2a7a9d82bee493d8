package org.meta4j.learners.heads;

import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Values;

/** A layer over a sequence of supports with a query at its end: it adds channels to every place, and changes none. */
sealed interface SequenceBlock permits TemporalConvolution, CausalAttention {
    /** Channels that it adds. */
    int added();

    /** Fresh parameters for so many channels to read from. */
    Map<String, Tensor> initialise(int channels, SplittableRandom random);

    /** The states with what it adds behind them. */
    SequenceStates apply(Values parameters, SequenceStates states);
}
