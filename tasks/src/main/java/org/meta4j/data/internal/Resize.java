package org.meta4j.data.internal;

/**
 * Resizes images with a triangle filter whose support grows with the reduction, so that every source
 * pixel counts (antialiasing); enlarging is plain bilinear interpolation. Target pixel i has its
 * centre at (i + 0.5) · scale in the source, scale = source size / target size; a source pixel x
 * weighs max(0, 1 − |x + 0.5 − centre| / max(scale, 1)), weights outside the image are dropped and
 * the rest divided by their sum. Rows first, then columns.
 *
 * <p>This is the rule of Pillow's {@code resize} with {@code BILINEAR}, except that nothing is rounded
 * between rows and columns, so results may differ from Pillow's by one level of 255. Immutable.
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

    /** Target height × width × channels numbers, in the source's range. */
    public float[] apply(Rows source, int channels) {
        int width = columns.target * channels;
        float[] row = new float[columns.source * channels];
        float[] narrow = new float[Math.multiplyExact(rows.source, width)];
        for (int y = 0; y < rows.source; y++) {
            source.read(y, row);
            for (int x = 0; x < columns.target; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    narrow[y * width + x * channels + channel] = columns.weighted(x, row, channel, channels);
                }
            }
        }
        float[] result = new float[Math.multiplyExact(rows.target, width)];
        for (int y = 0; y < rows.target; y++) {
            for (int x = 0; x < width; x++) {
                result[y * width + x] = rows.weighted(y, narrow, x, width);
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
