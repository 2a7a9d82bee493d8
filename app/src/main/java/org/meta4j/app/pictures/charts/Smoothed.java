package org.meta4j.app.pictures.charts;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.meta4j.scores.MeanInterval;

/**
 * A noisy curve made smooth: the mean of a window of neighbouring values, and its 95 % interval,
 * mean ± 1.96 · s / √n with the sample standard deviation s of the window's n values. The interval is that of the mean
 * of independent values with one common mean, so where the curve is steep it shows the slope too.
 *
 * @param at places of the means
 * @param mean means
 * @param low lower ends of the intervals; NaN where a window has one value
 * @param high upper ends
 */
record Smoothed(double[] at, double[] mean, double[] low, double[] high) {
    /** Windows overlap by half; there are at most so many: {@value}. */
    static final int MOST = 40;

    /** Of values, of which those that are not finite are left out. */
    static Smoothed of(double[] xs, double[] ys) {
        int[] kept = IntStream.range(0, xs.length)
                .filter(i -> Double.isFinite(xs[i]) && Double.isFinite(ys[i]))
                .toArray();
        int n = kept.length;
        int half = Math.max(1, (n + MOST - 1) / MOST);
        int windows = n == 0 ? 0 : Math.max(1, (n + half - 1) / half);
        Smoothed result =
                new Smoothed(new double[windows], new double[windows], new double[windows], new double[windows]);
        for (int w = 0; w < windows; w++) {
            int middle = Math.min(n - 1, w * half + half / 2);
            int from = Math.max(0, middle - half);
            int to = Math.min(n, middle + half + 1);
            MeanInterval y = MeanInterval.of(
                    Arrays.stream(kept, from, to).mapToDouble(i -> ys[i]).toArray());
            result.at[w] = Arrays.stream(kept, from, to).mapToDouble(i -> xs[i]).sum() / (to - from);
            result.mean[w] = y.mean();
            result.low[w] = y.mean() - y.halfWidth();
            result.high[w] = y.mean() + y.halfWidth();
        }
        return result;
    }
}
