package org.meta4j.tasks;

import java.util.List;

/** What the examples of a set are to be mapped to. */
public sealed interface Targets permits Targets.Classes, Targets.Values, Targets.None {
    /** Examples described. */
    int count();

    /** Columns of a table of these targets: one for each class, or for each number; 0 where nothing is known. */
    int width();

    /**
     * Class labels, all or some of them known.
     *
     * @param labels for each example the index of its class, or {@link #UNLABELLED}; not copied, and not to be
     *     changed by the reader
     * @param names name of each class
     */
    record Classes(int[] labels, List<String> names) implements Targets {
        /** Label of an example whose class is not known. */
        public static final int UNLABELLED = -1;

        public Classes {
            names = List.copyOf(names);
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] < UNLABELLED || labels[i] >= names.size()) {
                    throw new IllegalArgumentException("label " + labels[i] + " of example " + i
                            + " is outside the task's " + names.size() + " classes");
                }
            }
        }

        @Override
        public int count() {
            return labels.length;
        }

        @Override
        public int width() {
            return names.size();
        }
    }

    /**
     * Real numbers, for regression.
     *
     * @param values count × width numbers, row by row; not copied
     * @param width numbers to predict for each example, at least 1
     */
    record Values(float[] values, int width) implements Targets {
        public Values {
            if (width < 1 || values.length % width != 0) {
                throw new IllegalArgumentException(values.length + " values do not fill rows of width " + width);
            }
        }

        @Override
        public int count() {
            return values.length / width;
        }
    }

    /**
     * Nothing is known: clustering, self-supervision, new examples to predict.
     *
     * @param count examples in the set
     */
    record None(int count) implements Targets {
        @Override
        public int width() {
            return 0;
        }
    }
}
