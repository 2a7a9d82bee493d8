package org.meta4j.onnx.internal;

/**
 * Weights as whole numbers of few bits, each channel with a scale of its own and no zero point: w ≈ scale · q. The scale is the one,
 * of a hundred and of those that put the largest weight on a level, that leaves the least sum of squared errors: weights that were on
 * such a grid already stay as they are.
 *
 * @param codes q of each weight, in its place
 * @param scales of each channel
 */
record Grid(byte[] codes, float[] scales) {
    private static final int CANDIDATES = 100;

    /**
     * @param channels weights' channels
     * @param inner numbers behind a channel's index: the channel of weight i is i / inner modulo channels
     * @param bits 8 or 4
     */
    static Grid of(float[] weights, int channels, int inner, int bits) {
        int most = (1 << (bits - 1)) - 1;
        // Symmetric with 8 bits, as runtimes expect; the sixteenth level of 4 bits is worth having.
        int least = bits == 8 ? -most : -most - 1;
        float[] scales = new float[channels];
        byte[] codes = new byte[weights.length];
        for (int channel = 0; channel < channels; channel++) {
            float scale = scale(weights, channel, channels, inner, least, most);
            scales[channel] = scale;
            for (int i = 0; i < weights.length; i++) {
                if (i / inner % channels == channel) {
                    codes[i] = (byte) code(weights[i], scale, least, most);
                }
            }
        }
        return new Grid(codes, scales);
    }

    private static long code(float weight, float scale, int least, int most) {
        return Math.max(least, Math.min(most, Math.round((double) weight / scale)));
    }

    private static float scale(float[] weights, int channel, int channels, int inner, int least, int most) {
        float largest = 0;
        for (int i = 0; i < weights.length; i++) {
            if (i / inner % channels == channel) {
                largest = Math.max(largest, Math.abs(weights[i]));
            }
        }
        if (largest == 0) {
            return 1;
        }
        float best = largest / most;
        double error = error(weights, channel, channels, inner, best, least, most);
        for (int i = -1; i < CANDIDATES; i++) {
            float scale = i < 0 ? largest / -least : largest / most * (i + CANDIDATES / 2f) / (1.5f * CANDIDATES);
            double other = error(weights, channel, channels, inner, scale, least, most);
            if (other < error) {
                error = other;
                best = scale;
            }
        }
        return best;
    }

    private static double error(
            float[] weights, int channel, int channels, int inner, float scale, int least, int most) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (i / inner % channels == channel) {
                double off = weights[i] - (double) scale * code(weights[i], scale, least, most);
                sum += off * off;
            }
        }
        return sum;
    }

    /** The weights that the codes stand for. */
    float[] rounded(int channels, int inner) {
        float[] weights = new float[codes.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = codes[i] * scales[i / inner % channels];
        }
        return weights;
    }

    /** Two codes of 4 bits in each byte, the first in the lower half. */
    byte[] packed() {
        byte[] packed = new byte[(codes.length + 1) / 2];
        for (int i = 0; i < codes.length; i++) {
            packed[i / 2] |= (byte) ((codes[i] & 15) << (i % 2 * 4));
        }
        return packed;
    }
}
