package org.meta4j.tasks;

/**
 * Predicted numbers for a set of examples.
 *
 * @param values [count, width] row by row
 * @param width numbers for each example, at least 1
 */
public record Estimates(float[] values, int width) {
    public Estimates {
        if (width < 1 || values.length % width != 0) {
            throw new IllegalArgumentException(values.length + " estimates do not fill rows of width " + width);
        }
    }

    /** Examples estimated. */
    public int count() {
        return values.length / width;
    }

    /** An estimate for an example. */
    public float value(int example, int column) {
        return values[example * width + column];
    }
}
