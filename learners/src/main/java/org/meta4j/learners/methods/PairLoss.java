package org.meta4j.learners.methods;

import org.meta4j.engine.Value;

/** How wrong the distances in an episode are: a single number. */
interface PairLoss {
    Value of(EpisodePairs pairs);
}
