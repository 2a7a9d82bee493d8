package org.meta4j.compress.internal;

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
            int best = 0;
            for (int level = 1; level < values.length; level++) {
                if (Math.abs(values[level] - weight) < Math.abs(values[best] - weight)) {
                    best = level;
                }
            }
            return best;
        }
    }
}
