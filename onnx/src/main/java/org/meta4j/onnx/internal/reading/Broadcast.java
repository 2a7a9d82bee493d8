package org.meta4j.onnx.internal.reading;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Value;

/** Two things of shapes that ONNX makes one of: sizes of 1 are repeated, missing ones in front are 1. */
final class Broadcast {
    private Broadcast() {}

    /** The common shape; null if there is none. */
    static int @Nullable [] shape(int[] a, int[] b) {
        int[] shape = new int[Math.max(a.length, b.length)];
        for (int i = 1; i <= shape.length; i++) {
            int x = i <= a.length ? a[a.length - i] : 1;
            int y = i <= b.length ? b[b.length - i] : 1;
            if (x != y && x != 1 && y != 1) {
                return null;
            }
            shape[shape.length - i] = x == 1 ? y : x;
        }
        return shape;
    }

    /** A value repeated to a shape, its axes in an order. */
    static Value to(Laid laid, int[] shape, int... order) {
        int[] sizes = padded(laid.sizes(), shape.length);
        Value value = Arrays.equals(laid.order(), order) ? laid.value() : turned(laid, sizes, order);
        return repeated(value, physical(shape, order));
    }

    private static Value turned(Laid laid, int[] sizes, int... order) {
        int[] wanted = physical(sizes, order);
        if (isPlain(order)) {
            return laid.plain().reshape(wanted);
        }
        Laid full = sizes.length == laid.rank() ? laid : Laid.plain(laid.plain().reshape(sizes));
        return Arrays.equals(order, Laid.CHANNELS_SECOND)
                ? full.channelsLast()
                : full.plain().reshape(wanted);
    }

    static boolean isPlain(int... order) {
        for (int i = 0; i < order.length; i++) {
            if (order[i] != i) {
                return false;
            }
        }
        return true;
    }

    /** A constant repeated to a shape, its axes in an order. */
    static Value to(Floats constant, Weights weights, int[] shape, int... order) {
        if (constant.isNumber()) {
            return weights.graph().constant(constant.values()[0], Shape.of(physical(shape, order)));
        }
        int[] sizes = padded(constant.sizes(), shape.length);
        Value value = weights.get(
                constant.name(),
                Arrays.toString(order),
                () -> constant.reshaped(sizes).permuted(inverse(order)).tensor());
        return repeated(value, physical(shape, order));
    }

    /** Sizes with 1s in front. */
    private static int[] padded(int[] sizes, int rank) {
        int[] padded = new int[rank];
        Arrays.fill(padded, 1);
        System.arraycopy(sizes, 0, padded, rank - sizes.length, sizes.length);
        return padded;
    }

    /** Sizes as the engine has them, of sizes as ONNX sees them. */
    static int[] physical(int[] sizes, int... order) {
        int[] physical = new int[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            physical[order[i]] = sizes[i];
        }
        return physical;
    }

    private static int[] inverse(int... order) {
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[order[i]] = i;
        }
        return inverse;
    }

    /** Axes of size 1 are taken out and put in again as long as they are to be. */
    private static Value repeated(Value value, int... to) {
        int[] sizes = value.shape().sizes();
        if (Arrays.equals(sizes, to)) {
            return value;
        }
        int[] kept = new int[sizes.length];
        int count = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == to[i]) {
                kept[count++] = sizes[i];
            }
        }
        Value result = value.reshape(Arrays.copyOf(kept, count));
        for (int i = 0; i < to.length; i++) {
            if (sizes[i] != to[i]) {
                result = result.repeat(i, to[i]);
            }
        }
        return result;
    }
}
