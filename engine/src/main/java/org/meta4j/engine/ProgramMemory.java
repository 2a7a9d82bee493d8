package org.meta4j.engine;

/**
 * Bytes that running a program takes, known before it runs. What a JVM takes anyway, and some kB of tables for each
 * convolution, are not counted.
 *
 * @param shared parameters, once
 * @param workspace of each task under way
 * @param scratch of each thread
 * @param summed results to be summed over tasks
 */
public record ProgramMemory(long shared, long workspace, long scratch, long summed) {
    /** Tasks are summed in so many consecutive groups, and the groups in order. */
    static final int GROUPS = 16;

    /** Bytes of a {@link Runner} that runs so many tasks at a time on so many threads. */
    public long peak(int tasks, int threads) {
        int workspaces = tasks >= threads ? threads : 1;
        int sums = summed == 0 ? 0 : 1 + Math.min(tasks, GROUPS);
        return shared + workspaces * workspace + threads * scratch + sums * summed;
    }
}
