package org.meta4j.onnx.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meta4j.tasks.ExampleShape;

/** Arithmetic of shapes. */
public final class Sizes {
    /**
     * Some of a shape's dimensions.
     *
     * @param from the first
     * @param to the one after the last
     */
    record Range(int from, int to) {
        int[] axes() {
            int[] axes = new int[to - from];
            Arrays.setAll(axes, i -> from + i);
            return axes;
        }
    }

    private Sizes() {}

    /** Of so many examples; −1 for any number. */
    public static int[] batch(int count, ExampleShape shape) {
        return IntStream.concat(IntStream.of(count), shape.sizes().stream().mapToInt(Integer::intValue))
                .toArray();
    }

    static int product(int... sizes) {
        return Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    }

    /** Dimensions of {@code middle} elements behind dimensions of {@code outer} elements; null if none are just so. */
    static @Nullable Range range(int[] sizes, int outer, int middle) {
        int before = 1;
        for (int from = 0; from <= sizes.length; from++) {
            if (before == outer) {
                int within = 1;
                for (int to = from; to <= sizes.length; to++) {
                    if (within == middle) {
                        return new Range(from, to);
                    }
                    within *= to < sizes.length ? sizes[to] : 1;
                }
            }
            before *= from < sizes.length ? sizes[from] : 1;
        }
        return null;
    }

    /** The sizes with 1 in place of some. */
    static int[] ones(int[] sizes, Range range) {
        int[] result = sizes.clone();
        Arrays.fill(result, range.from(), range.to(), 1);
        return result;
    }

    static int[] without(int[] sizes, Range range) {
        int[] result = Arrays.copyOf(sizes, sizes.length - range.to() + range.from());
        System.arraycopy(sizes, range.to(), result, range.from(), sizes.length - range.to());
        return result;
    }

    /** The shape of an operation on two arrays that spread to each other's shape. */
    static int[] broadcast(int[] x, int[] y) {
        int[] result = new int[Math.max(x.length, y.length)];
        for (int i = 1; i <= result.length; i++) {
            int ofX = i <= x.length ? x[x.length - i] : 1;
            int ofY = i <= y.length ? y[y.length - i] : 1;
            result[result.length - i] = Math.max(ofX, ofY);
        }
        return result;
    }
}
