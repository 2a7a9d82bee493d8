package org.meta4j.engine;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Sizes of a dense row-major array, slowest index first; no sizes: a single number. Immutable. */
public final class Shape {
    /** The shape of a single number. */
    public static final Shape SCALAR = new Shape();

    private final int[] sizes;
    private final int length;

    private Shape(int... sizes) {
        this.sizes = sizes;
        long product = 1;
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException("sizes must be at least 1, but were " + Arrays.toString(sizes));
            }
            product *= size;
            if (product > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("an array may have at most " + Integer.MAX_VALUE
                        + " numbers, but sizes " + Arrays.toString(sizes) + " make more: use smaller batches or tasks");
            }
        }
        length = (int) product;
    }

    /**
     * A shape of the given sizes, each at least 1.
     *
     * @throws IllegalArgumentException if there would be more than 2³¹ − 1 elements
     */
    public static Shape of(int... sizes) {
        return new Shape(sizes.clone());
    }

    /** Number of dimensions. */
    public int rank() {
        return sizes.length;
    }

    /** Size of dimension {@code axis}; a negative axis counts from the end. */
    public int size(int axis) {
        return sizes[axis < 0 ? sizes.length + axis : axis];
    }

    /** Number of elements. */
    public int length() {
        return length;
    }

    /** A copy of the sizes. */
    public int[] sizes() {
        return sizes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        return Arrays.stream(sizes).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
