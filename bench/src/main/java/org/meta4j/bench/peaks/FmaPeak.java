package org.meta4j.bench.peaks;

import org.meta4j.engine.Workers;

/** Fused multiply-adds in registers: the rate that nothing on these threads can exceed. */
public final class FmaPeak {
    private static final int ROUNDS = 200_000;
    /** Items for each thread, so that one that begins late does not decide. */
    private static final int ITEMS = 8;

    private FmaPeak() {}

    /**
     * Billions of operations a second on all threads together, the best of many short runs; NaN where the Vector API is
     * not there.
     *
     * @param seconds to measure for
     */
    public static double measure(Workers workers, double seconds) {
        if (!isVectorApiThere()) {
            return Double.NaN;
        }
        int items = ITEMS * workers.threads();
        float[] results = new float[items];
        Workers.Job job = (item, thread) -> results[item] = VectorFma.run(ROUNDS);
        double best = BestTime.ofRuns(() -> workers.run(items, job), seconds);
        return (double) VectorFma.flops() * ROUNDS * items / best / 1e9;
    }

    /** The module may have been loaded after the start, so it is a class that is asked for. */
    private static boolean isVectorApiThere() {
        try {
            Class.forName("jdk.incubator.vector.FloatVector", false, FmaPeak.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
