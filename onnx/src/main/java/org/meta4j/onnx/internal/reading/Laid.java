package org.meta4j.onnx.internal.reading;

import java.util.Arrays;
import org.meta4j.engine.Value;
import org.meta4j.onnx.ImportException;

/**
 * A value that depends on the examples. The engine has the channels of images last, most ONNX files have them second: axes are
 * turned only where the order of numbers matters.
 *
 * @param value as the engine has it
 * @param order axis {@code i} as ONNX sees it is axis {@code order[i]} of the value
 */
record Laid(Value value, int... order) implements Datum {
    /** Of images with their channels last, seen with their channels second. */
    static final int[] CHANNELS_SECOND = {0, 3, 1, 2};

    private static final int[] CHANNELS_LAST = {0, 2, 3, 1};

    /** A value as ONNX sees it. */
    static Laid plain(Value value) {
        int[] order = new int[value.shape().rank()];
        Arrays.setAll(order, i -> i);
        return new Laid(value, order);
    }

    /** Images with their channels last. */
    static Laid images(Value value) {
        return new Laid(value, CHANNELS_SECOND);
    }

    @Override
    public int[] sizes() {
        int[] sizes = new int[order.length];
        Arrays.setAll(sizes, i -> value.shape().size(order[i]));
        return sizes;
    }

    int rank() {
        return order.length;
    }

    /** The same numbers in the same places, with something done to each. */
    Laid with(Value other) {
        return new Laid(other, order);
    }

    /** Axis {@code i} of the result is axis {@code permutation[i]} of this. */
    Laid permuted(int... permutation) {
        int[] to = new int[order.length];
        Arrays.setAll(to, i -> order[permutation[i]]);
        return new Laid(value, to);
    }

    /** The value in ONNX's order. */
    Value plain() {
        int[] sizes = sizes();
        if (ascending(order, value.shape().sizes())) {
            return value.reshape(sizes);
        }
        if (Arrays.equals(order, CHANNELS_SECOND)) {
            return swapped(sizes[0], sizes[2] * sizes[3], sizes[1]).reshape(sizes);
        }
        if (Arrays.equals(order, CHANNELS_LAST)) {
            return swapped(sizes[0], sizes[3], sizes[1] * sizes[2]).reshape(sizes);
        }
        int last = order.length - 1;
        int[] lastTwo = plain(value).order();
        lastTwo[last] = last - 1;
        lastTwo[last - 1] = last;
        if (Arrays.equals(order, lastTwo)) {
            return value.transpose();
        }
        throw new ImportException("Transpose to axes " + Arrays.toString(order) + " cannot be computed");
    }

    private Value swapped(int batch, int rows, int columns) {
        return value.reshape(batch, rows, columns).transpose();
    }

    /** Images with their channels last, of a value that ONNX sees with channels second. */
    Value channelsLast() {
        if (Arrays.equals(order, CHANNELS_SECOND)) {
            return value;
        }
        int[] s = sizes();
        Value plain = plain();
        boolean onePixel = s[1] == 1 || s[2] * s[3] == 1;
        return (onePixel ? plain : plain.reshape(s[0], s[1], s[2] * s[3]).transpose()).reshape(s[0], s[2], s[3], s[1]);
    }

    /** Whether axes longer than 1 are in the same order on both sides: then turning moves nothing. */
    private static boolean ascending(int[] order, int[] sizes) {
        int before = -1;
        for (int axis : order) {
            if (sizes[axis] != 1) {
                if (axis < before) {
                    return false;
                }
                before = axis;
            }
        }
        return true;
    }
}
