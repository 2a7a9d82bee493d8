package org.meta4j.engine;

/**
 * Numbers in a dense row-major array.
 *
 * @param shape sizes
 * @param values shape.length() numbers; not copied: whoever made the tensor says who may change them
 */
public record Tensor(Shape shape, float[] values) {
    public Tensor {
        if (values.length != shape.length()) {
            throw new IllegalArgumentException(
                    "shape " + shape + " needs " + shape.length() + " numbers, but there are " + values.length);
        }
    }

    /** A tensor of zeros. */
    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[shape.length()]);
    }

    /** A copy that shares nothing with this tensor. */
    public Tensor copy() {
        return new Tensor(shape, values.clone());
    }
}
