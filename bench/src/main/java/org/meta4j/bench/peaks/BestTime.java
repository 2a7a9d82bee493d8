package org.meta4j.bench.peaks;

/** The shortest of many runs. */
final class BestTime {
    private static final int LEAST_RUNS = 3;

    private BestTime() {}

    /** Seconds of the shortest run. */
    static double ofRuns(Runnable run, double seconds) {
        double best = Double.POSITIVE_INFINITY;
        long start = System.nanoTime();
        for (int i = 0; i < LEAST_RUNS || System.nanoTime() - start < seconds * 1e9; i++) {
            long began = System.nanoTime();
            run.run();
            best = Math.min(best, (System.nanoTime() - began) / 1e9);
        }
        return best;
    }
}
