package org.meta4j.compress.internal;

import java.util.Arrays;

/** The few values that the weights of a tensor may have, by number. */
sealed interface Levels {
    /** Levels of one channel. */
    int count();

    /** @param channel index along the last dimension */
    float value(int level, int channel);

    /** The number of the level nearest to a weight; of two equally near ones the lower. */
    int nearest(float weight, int channel);

    /**
     * Levels at equal distances: s · (q − z).
     *
     * @param count from 2 on
     * @param scales s of each channel, or one of all
     * @param zeros z of each channel, or one of all: the number of the level 0
     */
    record Uniform(int count, float[] scales, int[] zeros) implements Levels {
        @Override
        public float value(int level, int channel) {
            int at = at(channel);
            return scales[at] * (level - zeros[at]);
        }

        @Override
        public int nearest(float weight, int channel) {
            int at = at(channel);
            double level = Math.ceil((double) weight / scales[at] - 0.5) + zeros[at];
            return (int) Math.max(0, Math.min(count - 1, level));
        }

        private int at(int channel) {
            return scales.length == 1 ? 0 : channel;
        }
    }

    /**
     * −s, 0 and s, of which 0 takes all weights up to a threshold.
     *
     * @param scales s of each channel
     * @param thresholds of each channel, below s
     */
    record Ternary(float[] scales, float[] thresholds) implements Levels {
        private static final int COUNT = 3;

        @Override
        public int count() {
            return COUNT;
        }

        @Override
        public float value(int level, int channel) {
            return scales[channel] * (level - 1);
        }

        @Override
        public int nearest(float weight, int channel) {
            if (Math.abs(weight) <= thresholds[channel]) {
                return 1;
            }
            return weight > 0 ? 2 : 0;
        }

        /** The same levels, for weights that have them already. */
        Uniform uniform() {
            int[] zeros = new int[scales.length];
            Arrays.fill(zeros, 1);
            return new Uniform(COUNT, scales, zeros);
        }
    }

    /**
     * Any values, the same for all channels.
     *
     * @param values ascending
     */
    record Book(float[] values) implements Levels {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public float value(int level, int channel) {
            return values[level];
        }

        @Override
        public int nearest(float weight, int channel) {
            int found = Arrays.binarySearch(values, weight);
            if (found >= 0) {
                return found;
            }
            int above = -found - 1;
            if (above == 0 || above == values.length) {
                return Math.min(above, values.length - 1);
            }
            return values[above] - weight < weight - values[above - 1] ? above : above - 1;
        }
    }
}
