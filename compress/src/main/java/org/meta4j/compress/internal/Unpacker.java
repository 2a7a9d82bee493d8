package org.meta4j.compress.internal;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;

/** Unpacks what {@link Packer} packed. Nothing in a file is believed before it is checked. */
public final class Unpacker {
    private static final int MOST_LEVELS = 256;
    private static final int MOST_GAP_BITS = 8;

    private final Packed packed;
    private final TensorCode code;

    private Unpacker(Packed packed) {
        this.packed = packed;
        this.code = packed.code();
    }

    /** @throws DamagedException if nothing was packed so */
    public static Tensor unpack(Packed packed) {
        return new Unpacker(packed).tensor();
    }

    private Tensor tensor() {
        long length = 1;
        for (int size : code.shape()) {
            length = size < 1 || length > Integer.MAX_VALUE ? Long.MAX_VALUE : length * size;
        }
        check(!code.shape().isEmpty() && length <= Integer.MAX_VALUE, "its shape is " + code.shape());
        if (code.factors() != null) {
            return product(code.factors(), length);
        }
        check(code.count() >= 0 && code.count() <= length, "it has " + code.count() + " of " + length + " weights");
        check(code.levels() >= 0 && code.levels() <= MOST_LEVELS, "it has " + code.levels() + " levels");
        check(code.gapBits() >= 0 && code.gapBits() <= MOST_GAP_BITS, "its distances have " + code.gapBits() + " bits");
        Shape shape = shape();
        BitSet places = code.gapBits() == 0 ? null : places((int) length);
        check(
                (places == null ? length : places.cardinality()) == code.count(),
                "its places are not as many as its weights, " + code.count());
        return new Tensor(shape, values((int) length, places, shape.size(shape.rank() - 1)));
    }

    private Shape shape() {
        return Shape.of(code.shape().stream().mapToInt(Integer::intValue).toArray());
    }

    private Tensor product(TensorCode.Factors factors, long length) {
        List<Integer> left = factors.left().shape();
        List<Integer> right = factors.right().shape();
        check(
                left.size() == 2
                        && right.size() == 2
                        && left.get(1).equals(right.get(0))
                        && (long) left.get(0) * right.get(1) == length
                        && factors.left().factors() == null
                        && factors.right().factors() == null,
                "its factors " + left + " and " + right + " do not make " + code.shape());
        return Factored.product(
                shape(),
                unpack(packed.factor(factors.left(), Factored.LEFT)),
                unpack(packed.factor(factors.right(), Factored.RIGHT)));
    }

    private BitSet places(int length) {
        // Each distance but the far ones tells a place, and far ones pass over at least one.
        check(code.gaps() >= 0 && code.gaps() <= 2L * length, "it has " + code.gaps() + " distances");
        int[] gaps = numbers(Packed.GAPS, Packed.GAP_LENGTHS, code.gaps(), code.gapBits(), 1 << code.gapBits());
        return Gaps.places(gaps, code.gapBits(), length);
    }

    private float[] values(int length, @Nullable BitSet places, int channels) {
        float[] values = new float[length];
        float[] stored = code.levels() == 0 ? floats(Packed.VALUES, code.count()) : new float[0];
        int[] numbers = code.levels() == 0
                ? new int[0]
                : numbers(Packed.CODES, Packed.CODE_LENGTHS, code.count(), code.levelBits(), code.levels());
        Levels levels = code.levels() == 0 ? new Levels.Book(new float[1]) : levels(channels);
        int at = 0;
        for (int i = 0; i < length; i++) {
            if (places == null || places.get(i)) {
                values[i] = code.levels() == 0 ? stored[at] : levels.value(numbers[at], i % channels);
                at++;
            }
        }
        return values;
    }

    private Levels levels(int channels) {
        if (!code.equal()) {
            return new Levels.Book(floats(Packed.LEVELS, code.levels()));
        }
        float[] scales = floats(Packed.SCALE, -1);
        float[] given = floats(Packed.ZERO, -1);
        check(scales.length == 1 || scales.length == channels, "it has " + scales.length + " scales");
        check(given.length == 1 || given.length == scales.length, "it has " + given.length + " zeros");
        int[] zeros = new int[scales.length];
        for (int i = 0; i < zeros.length; i++) {
            float zero = given[given.length == 1 ? 0 : i];
            check(zero >= 0 && zero < code.levels() && zero == (int) zero, "a zero of its levels is " + zero);
            zeros[i] = (int) zero;
        }
        return new Levels.Uniform(code.levels(), scales, zeros);
    }

    /** @param count −1 for any */
    private float[] floats(String name, int count) {
        Tensor tensor = packed.floats().get(name);
        if (tensor == null && count == 0) {
            return new float[0];
        }
        check(tensor != null, "its " + name.substring(1) + " are missing");
        float[] values = Objects.requireNonNull(tensor).values();
        check(count < 0 || values.length == count, "its " + name.substring(1) + " are not " + count);
        return values;
    }

    private int[] numbers(String name, String lengths, int count, int bits, int symbols) {
        if (count == 0 || bits == 0) {
            return new int[count];
        }
        byte[] row = packed.bytes().get(name);
        check(row != null, "its " + name.substring(1) + " are missing");
        byte[] packedNumbers = Objects.requireNonNull(row);
        int[] numbers;
        if (code.huffman()) {
            byte[] described = packed.bytes().get(lengths);
            check(
                    described != null && described.length == symbols,
                    "its code for " + name.substring(1) + " is missing");
            numbers = Packing.coded(packedNumbers, count, HuffmanCode.of(Objects.requireNonNull(described)));
        } else {
            numbers = Packing.plain(packedNumbers, count, bits);
        }
        for (int number : numbers) {
            check(number < symbols, "a number of its " + name.substring(1) + " is " + number + " of " + symbols);
        }
        return numbers;
    }

    private static void check(boolean holds, String problem) {
        if (!holds) {
            throw new DamagedException(problem);
        }
    }
}
