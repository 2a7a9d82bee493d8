package org.meta4j.bench.workloads;

import java.util.List;

/** Work that is done again and again on fixed inputs, to be timed. Not for several callers at once. */
public interface Workload {
    /** Does one iteration. */
    void iterate();

    /** Numbers of the inputs as they were drawn, beside those that other implementations have; to be asked for before any iteration. */
    List<FirstValue> first();

    /** Threads that it uses. */
    int threads();

    /**
     * Floating-point operations of an iteration as a textbook counts them, see {@link TextbookFlops}: the same for
     * every implementation. 0 where nothing is computed.
     */
    double flops();

    /** Floating-point operations that are done indeed, element-wise ones included; NaN where that is not known. */
    default double executedFlops() {
        return Double.NaN;
    }

    /** Bytes of all threads' workspaces together; 0 where there are none, or where they are hidden inside. */
    default long workspaceBytes() {
        return 0;
    }

    /** Tasks that an iteration samples, adapts to or learns from. */
    int tasks();
}
