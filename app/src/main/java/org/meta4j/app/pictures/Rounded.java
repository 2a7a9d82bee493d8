package org.meta4j.app.pictures;

import java.util.Arrays;

/** Polylines with round corners. */
final class Rounded {
    private static final int STEPS = 6;

    private Rounded() {}

    /**
     * Replaces each corner by a quadratic curve that leaves the sides at most {@code reach} before the corner, and
     * never beyond the middle of a side. Where the last point is the first, that corner is round too.
     *
     * @param points x, y, x, y, …
     */
    static double[] corners(double[] points, double reach) {
        int last = points.length / 2 - 1;
        boolean closed = points[0] == points[2 * last] && points[1] == points[2 * last + 1];
        double[] round = new double[2 * (last + 2) * (STEPS + 1)];
        int size = 0;
        if (!closed) {
            round[size++] = points[0];
            round[size++] = points[1];
        }
        for (int i = closed ? 0 : 1; i < last; i++) {
            int before = i == 0 ? last - 1 : i - 1;
            size = corner(points, before, i, i + 1, reach, round, size);
        }
        round[size++] = closed ? round[0] : points[2 * last];
        round[size++] = closed ? round[1] : points[2 * last + 1];
        return Arrays.copyOf(round, size);
    }

    private static int corner(
            double[] points, int before, int here, int after, double reach, double[] target, int size) {
        double x = points[2 * here];
        double y = points[2 * here + 1];
        double inX = points[2 * before] - x;
        double inY = points[2 * before + 1] - y;
        double outX = points[2 * after] - x;
        double outY = points[2 * after + 1] - y;
        double shareIn = Math.min(0.5, reach / Math.hypot(inX, inY));
        double shareOut = Math.min(0.5, reach / Math.hypot(outX, outY));
        int at = size;
        for (int s = 0; s <= STEPS; s++) {
            double t = (double) s / STEPS;
            double weightIn = (1 - t) * (1 - t) * shareIn;
            double weightOut = t * t * shareOut;
            target[at++] = x + weightIn * inX + weightOut * outX;
            target[at++] = y + weightIn * inY + weightOut * outY;
        }
        return at;
    }
}
