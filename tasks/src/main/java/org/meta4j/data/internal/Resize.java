package org.meta4j.data.internal;

/**
 * Resizes images with a triangle filter whose support grows with the reduction, so that every source
 * pixel counts (antialiasing); enlarging is plain bilinear interpolation. Target pixel i has its
 * centre at (i + 0.5) · scale in the source, scale = source size / target size; a source pixel x
 * weighs max(0, 1 − |x + 0.5 − centre| / max(scale, 1)), weights outside the image are dropped and
 * the rest divided by their sum.
 *
 * <p>This is the rule of Pillow's {@code resize} with {@code BILINEAR}, except that nothing is rounded
 * between the two axes, so results may differ from Pillow's by one level of 255. Immutable.
 */
public final class Resize {
    private final Axis rows;
    private final Axis columns;

    private Resize(Axis rows, Axis columns) {
        this.rows = rows;
        this.columns = columns;
    }

    public static Resize of(int sourceHeight, int sourceWidth, int targetHeight, int targetWidth) {
        return new Resize(Axis.of(sourceHeight, targetHeight), Axis.of(sourceWidth, targetWidth));
    }

    /** Where rows of an image come from, so that a large image need not be unpacked as a whole. */
    public interface Rows {
        /** Writes row {@code y}, width × channels numbers, to {@code row}. */
        void read(int y, float[] row);
    }

    /**
     * Reads the source's rows once each, from above to below, and adds each to the few result rows that
     * it counts for: long sums over neighbouring numbers, which the compiler can vectorise.
     *
     * @return target height × width × channels numbers, in the source's range
     */
    public float[] apply(Rows source, int channels) {
        int wide = columns.source * channels;
        float[] row = new float[wide];
        float[] low = new float[Math.multiplyExact(rows.target, wide)];
        int firstOpen = 0;
        for (int y = 0; y < rows.source; y++) {
            source.read(y, row);
            while (firstOpen < rows.target && rows.end(firstOpen) <= y) {
                firstOpen++;
            }
            for (int i = firstOpen; i < rows.target && rows.first[i] <= y; i++) {
                float weight = rows.weights[i * rows.taps + y - rows.first[i]];
                int to = i * wide;
                for (int x = 0; x < wide; x++) {
                    low[to + x] += weight * row[x];
                }
            }
        }
        float[] result = new float[Math.multiplyExact(rows.target * channels, columns.target)];
        int to = 0;
        for (int y = 0; y < rows.target; y++) {
            for (int x = 0; x < columns.target; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    result[to] = columns.weighted(x, low, y * wide + channel, channels);
                    to++;
                }
            }
        }
        return result;
    }

    /** The weights along one axis: those of target pixel i start at {@code i * taps}. */
    private static final class Axis {
        private final int source;
        private final int target;
        private final int taps;
        private final int[] first;
        private final int[] counts;
        private final float[] weights;

        private Axis(int source, int target, int taps) {
            this.source = source;
            this.target = target;
            this.taps = taps;
            first = new int[target];
            counts = new int[target];
            weights = new float[Math.multiplyExact(target, taps)];
        }

        static Axis of(int source, int target) {
            if (source < 1 || target < 1) {
                throw new IllegalArgumentException(
                        "an image side must be at least 1, but " + source + " is to become " + target);
            }
            double scale = (double) source / target;
            double support = Math.max(scale, 1);
            Axis axis = new Axis(source, target, (int) Math.ceil(support) * 2 + 1);
            for (int i = 0; i < target; i++) {
                axis.fill(i, (i + 0.5) * scale, support);
            }
            return axis;
        }

        private void fill(int i, double centre, double support) {
            int from = Math.max(0, (int) Math.floor(centre - support + 0.5));
            int to = Math.min(source, (int) Math.floor(centre + support + 0.5));
            double[] triangle = new double[to - from];
            double sum = 0;
            for (int x = from; x < to; x++) {
                triangle[x - from] = Math.max(0, 1 - Math.abs(x + 0.5 - centre) / support);
                sum += triangle[x - from];
            }
            first[i] = from;
            counts[i] = to - from;
            for (int x = 0; x < triangle.length; x++) {
                weights[i * taps + x] = (float) (triangle[x] / sum);
            }
        }

        /** Source pixel after the last that counts for target pixel i. */
        int end(int i) {
            return first[i] + counts[i];
        }

        /** The weighted sum for target pixel i of the numbers at {@code offset + stride * x}. */
        float weighted(int i, float[] values, int offset, int stride) {
            float sum = 0;
            int at = offset + first[i] * stride;
            for (int t = i * taps; t < i * taps + counts[i]; t++) {
                sum += weights[t] * values[at];
                at += stride;
            }
            return sum;
        }
    }
}
