package org.meta4j.learners.heads;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The supports of a task as rows of features.
 *
 * @param rows [supports, width]; not to be changed
 * @param width numbers in a row, at least 1
 * @param labels class of each row; not to be changed
 * @param ways classes
 */
public record LabelledRows(float[] rows, int width, int[] labels, int ways) {
    public LabelledRows {
        if (width < 1 || rows.length != labels.length * width) {
            throw new IllegalArgumentException(
                    labels.length + " labels do not go with " + rows.length + " numbers in rows of " + width);
        }
    }

    /** Supports. */
    public int count() {
        return labels.length;
    }

    /** Supports of each class. */
    public int[] classSizes() {
        int[] sizes = new int[ways];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    /** Mean row of each class [ways, width]. */
    public double[] means() {
        int[] sizes = classSizes();
        double[] means = new double[ways * width];
        for (int i = 0; i < labels.length; i++) {
            for (int f = 0; f < width; f++) {
                means[labels[i] * width + f] += (double) rows[i * width + f] / sizes[labels[i]];
            }
        }
        return means;
    }

    /** Targets [supports, ways]: a 1 in the column of each one's class. */
    public float[] targets() {
        float[] targets = new float[labels.length * ways];
        for (int i = 0; i < labels.length; i++) {
            targets[i * ways + labels[i]] = 1;
        }
        return targets;
    }

    /** The same labels with other rows of the same width. */
    public LabelledRows withRows(float[] newRows) {
        return new LabelledRows(newRows, width, labels, ways);
    }

    /** The same rows class by class, those of a class as they were. */
    public LabelledRows byClass() {
        int[] from = IntStream.range(0, labels.length)
                .boxed()
                .sorted(Comparator.comparingInt(row -> labels[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        float[] sorted = new float[rows.length];
        for (int row = 0; row < from.length; row++) {
            System.arraycopy(rows, from[row] * width, sorted, row * width, width);
        }
        return new LabelledRows(
                sorted, width, Arrays.stream(from).map(row -> labels[row]).toArray(), ways);
    }

    /** Without one row; where it was the only one of its class, the classes behind it move up by one. */
    public LabelledRows without(int row) {
        boolean only = classSizes()[labels[row]] == 1;
        float[] rest = Arrays.copyOf(rows, rows.length - width);
        System.arraycopy(rows, (row + 1) * width, rest, row * width, rest.length - row * width);
        int[] restLabels = Arrays.copyOf(labels, labels.length - 1);
        System.arraycopy(labels, row + 1, restLabels, row, restLabels.length - row);
        for (int i = 0; i < restLabels.length && only; i++) {
            restLabels[i] -= restLabels[i] > labels[row] ? 1 : 0;
        }
        return new LabelledRows(rest, width, restLabels, only ? ways - 1 : ways);
    }
}
