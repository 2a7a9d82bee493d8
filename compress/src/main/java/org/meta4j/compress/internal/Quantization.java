package org.meta4j.compress.internal;

import java.util.Arrays;
import org.meta4j.compress.stages.Quantize;
import org.meta4j.compress.stages.Ternary;

/** {@link Quantize} and {@link Ternary}: levels at equal distances. */
final class Quantization {
    /** The outermost levels are tried at these many shares of the largest weight, down to {@link #SMALLEST_SHARE}. */
    private static final int TRIED = 64;

    private static final double SMALLEST_SHARE = 0.2;
    private static final double PERCENTILE = 0.001;
    private static final double TERNARY_THRESHOLD = 0.7;

    private Quantization() {}

    static void apply(Quantize stage, Weights weights) {
        int rows = stage.per() == Quantize.Per.CHANNEL ? weights.channels() : 1;
        int count = 1 << stage.bits(weights.name());
        if (stage.zero() == Quantize.Zero.SYMMETRIC) {
            count--;
        }
        float[] scales = new float[rows];
        int[] zeros = new int[rows];
        for (int row = 0; row < rows; row++) {
            float[] left = weights.left(rows == 1 ? -1 : row);
            Levels.Uniform levels = levels(stage, count, left);
            scales[row] = levels.scales()[0];
            zeros[row] = levels.zeros()[0];
        }
        weights.round(new Levels.Uniform(count, scales, zeros));
    }

    private static Levels.Uniform levels(Quantize stage, int count, float[] weights) {
        float[] sorted = weights.clone();
        Arrays.sort(sorted);
        double low = sorted.length == 0 ? 0 : Math.min(0, sorted[0]);
        double high = sorted.length == 0 ? 0 : Math.max(0, sorted[sorted.length - 1]);
        boolean symmetric = stage.zero() == Quantize.Zero.SYMMETRIC;
        switch (stage.range()) {
            case MIN_MAX -> {
                return between(low, high, count, symmetric);
            }
            case PERCENTILE -> {
                int beyond = (int) Math.floor(PERCENTILE * sorted.length);
                double lower = sorted.length == 0 ? 0 : Math.min(0, sorted[beyond]);
                double upper = sorted.length == 0 ? 0 : Math.max(0, sorted[sorted.length - 1 - beyond]);
                return between(lower, upper, count, symmetric);
            }
            default -> {
                Levels.Uniform best = between(low, high, count, symmetric);
                double least = squaredError(best, weights);
                for (int i = 1; i < TRIED; i++) {
                    double share = 1 - (1 - SMALLEST_SHARE) * i / (TRIED - 1);
                    Levels.Uniform tried = between(low * share, high * share, count, symmetric);
                    double error = squaredError(tried, weights);
                    if (error < least) {
                        least = error;
                        best = tried;
                    }
                }
                return best;
            }
        }
    }

    /** Levels of which the outermost are at {@code low} ≤ 0 ≤ {@code high}, or for symmetric ones at the larger of both. */
    private static Levels.Uniform between(double low, double high, int count, boolean symmetric) {
        double reach = symmetric ? 2 * Math.max(-low, high) : high - low;
        float scale = (float) (reach / (count - 1));
        if (!(scale > 0)) {
            // Nothing but zeros, or as good as that.
            scale = Float.MIN_NORMAL;
        }
        int zero = symmetric ? (count - 1) / 2 : (int) Math.max(0, Math.min(count - 1, Math.round(-low / scale)));
        return new Levels.Uniform(count, new float[] {scale}, new int[] {zero});
    }

    private static double squaredError(Levels levels, float[] weights) {
        double sum = 0;
        for (float weight : weights) {
            double off = levels.value(levels.nearest(weight, 0), 0) - weight;
            sum += off * off;
        }
        return sum;
    }

    static void applyTernary(Weights weights) {
        int channels = weights.channels();
        float[] scales = new float[channels];
        float[] thresholds = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            float[] left = weights.left(channel);
            thresholds[channel] = (float) (TERNARY_THRESHOLD * meanSize(left, 0));
            scales[channel] = Math.max(Float.MIN_NORMAL, (float) meanSize(left, thresholds[channel]));
        }
        weights.round(new Levels.Ternary(scales, thresholds));
    }

    /** The mean size of those weights that are larger than {@code threshold}; 0 if there are none. */
    private static double meanSize(float[] weights, double threshold) {
        double sum = 0;
        int count = 0;
        for (float weight : weights) {
            if (Math.abs(weight) > threshold) {
                sum += Math.abs(weight);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
