package org.meta4j.bench.workloads;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * When a program got up to speed, while the JVM compiled it: at the first of some consecutive iterations whose median is
 * at most {@value #SLACK} times that of a steady one. As many are looked at as take {@value #WINDOW_MS} ms, and at least
 * {@value #LEAST_ITERATIONS}, so that one lucky iteration is not taken for speed.
 */
final class FullSpeed {
    private static final double SLACK = 1.2;
    private static final double WINDOW_MS = 100;
    private static final int LEAST_ITERATIONS = 3;
    private static final int MOST_ITERATIONS = 1 << 18;

    private final double[] times = new double[MOST_ITERATIONS];
    private final double beganMs;
    private int count;

    /** @param beganMs when the first iteration begins, in milliseconds since the start of the process */
    FullSpeed(double beganMs) {
        this.beganMs = beganMs;
    }

    /** Milliseconds since this process was started. */
    static double sinceStart() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    /** What the next iteration took; each follows at once on the one before. */
    void add(double milliseconds) {
        if (count < MOST_ITERATIONS) {
            times[count++] = milliseconds;
        }
    }

    /** Milliseconds from the start of the process to full speed; NaN if it was not reached. */
    double reached(double steadyMs) {
        double start = beganMs;
        int end = 0;
        double inside = 0;
        for (int first = 0; first < count; first++) {
            while (end < count && (inside < WINDOW_MS || end - first < LEAST_ITERATIONS)) {
                inside += times[end++];
            }
            if (inside < WINDOW_MS || end - first < LEAST_ITERATIONS) {
                break;
            }
            // The first iteration counts by itself as well: it is where full speed is said to begin.
            if (times[first] <= SLACK * steadyMs && median(first, end) <= SLACK * steadyMs) {
                return start;
            }
            start += times[first];
            inside -= times[first];
        }
        return Double.NaN;
    }

    private double median(int from, int to) {
        double[] window = Arrays.copyOfRange(times, from, to);
        Arrays.sort(window);
        return window[window.length / 2];
    }
}
