package org.meta4j.onnx.internal.reading;

import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;

/**
 * Numbers that the file has: weights and other constants.
 *
 * @param name in the file, or of the node that made them
 * @param values not to be changed
 */
record Floats(String name, float[] values, int... sizes) implements Datum {
    boolean isNumber() {
        return values.length == 1;
    }

    /** Axis {@code i} of the result is axis {@code order[i]} of this. */
    Floats permuted(int... order) {
        int rank = sizes.length;
        int[] to = new int[rank];
        int[] steps = new int[rank];
        int[] strides = strides();
        for (int i = 0; i < rank; i++) {
            to[i] = sizes[order[i]];
            steps[i] = strides[order[i]];
        }
        float[] moved = new float[values.length];
        int[] at = new int[rank];
        int from = 0;
        for (int i = 0; i < moved.length; i++) {
            moved[i] = values[from];
            int axis = rank - 1;
            while (axis >= 0 && ++at[axis] == to[axis]) {
                from -= steps[axis] * (to[axis] - 1);
                at[axis--] = 0;
            }
            from += axis >= 0 ? steps[axis] : 0;
        }
        return new Floats(name, moved, to);
    }

    private int[] strides() {
        int[] strides = new int[sizes.length];
        int stride = 1;
        for (int i = sizes.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= sizes[i];
        }
        return strides;
    }

    Floats reshaped(int... to) {
        return new Floats(name, values, to);
    }

    Floats named(String other) {
        return new Floats(other, values, sizes);
    }

    Tensor tensor() {
        return new Tensor(Shape.of(sizes), values);
    }
}
