package org.meta4j.learners.objectives;

import org.meta4j.engine.Value;

/** How wrong the distances in an episode are: a single number. */
public interface PairLoss {
    Value of(EpisodePairs pairs);
}
