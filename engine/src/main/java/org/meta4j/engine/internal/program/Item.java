package org.meta4j.engine.internal.program;

import java.util.List;
import org.meta4j.engine.Value;

/** Values that will be one step, while it is decided when: a {@link Group}, or a {@link Single} value. */
abstract sealed class Item permits Group, Single {
    /** Number of the step or pipeline that it is in, once all are in order. */
    int step = -1;

    abstract List<Value> members();

    /** Images of the batch that it naturally goes through; 0 if there is none. */
    abstract int images();

    /** Whether it can go through a batch of so many images one by one. */
    abstract boolean takes(int images);

    /** Multiply-adds that it is worth. */
    abstract long work();

    /** Parts that it may be cut into before cutting costs more than it is good for. */
    int mostParts() {
        return Step.MOST_PARTS;
    }
}
