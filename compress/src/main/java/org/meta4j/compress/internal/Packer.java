package org.meta4j.compress.internal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;

/** Packs weights into as few bytes as it knows how to. */
public final class Packer {
    private static final int MOST_GAP_BITS = 8;

    private final boolean huffman;
    private final Map<String, Tensor> floats = new LinkedHashMap<>();
    private final Map<String, byte[]> bytes = new LinkedHashMap<>();

    private Packer(boolean huffman) {
        this.huffman = huffman;
    }

    public static Packed pack(Weights weights, boolean huffman) {
        return new Packer(huffman).packed(weights);
    }

    private Packed packed(Weights weights) {
        int gaps = 0;
        int gapBits = 0;
        BitSet kept = weights.kept();
        if (kept != null) {
            gapBits = bestGapBits(kept);
            int[] distances = Gaps.of(kept, gapBits);
            gaps = distances.length;
            put(Packed.GAPS, Packed.GAP_LENGTHS, distances, gapBits, 1 << gapBits);
        }
        Levels levels = weights.levels() instanceof Levels.Ternary ternary ? ternary.uniform() : weights.levels();
        int count = weights.count();
        // A layer may have no weights left.
        if (levels != null) {
            putLevels(weights, levels);
        } else if (count > 0) {
            floats.put(Packed.VALUES, row(weights.left(-1)));
        }
        TensorCode code = new TensorCode(
                Arrays.stream(weights.shape().sizes()).boxed().toList(),
                count,
                levels == null ? 0 : levels.count(),
                levels instanceof Levels.Uniform,
                gaps,
                gapBits,
                huffman,
                null);
        return new Packed(code, floats, bytes);
    }

    private void putLevels(Weights weights, Levels levels) {
        if (levels instanceof Levels.Uniform uniform) {
            floats.put(Packed.SCALE, row(uniform.scales()));
            float[] zeros = new float[uniform.zeros().length];
            for (int i = 0; i < zeros.length; i++) {
                zeros[i] = uniform.zeros()[i];
            }
            // One is enough where all are the same, as in symmetric levels.
            boolean same = Arrays.stream(uniform.zeros()).allMatch(zero -> zero == uniform.zeros()[0]);
            floats.put(Packed.ZERO, row(same ? Arrays.copyOf(zeros, 1) : zeros));
        } else if (levels instanceof Levels.Book book) {
            floats.put(Packed.LEVELS, row(book.values()));
        }
        int[] numbers = new int[weights.count()];
        float[] values = weights.values();
        int at = 0;
        for (int i = 0; i < values.length; i++) {
            if (weights.isKept(i)) {
                numbers[at] = levels.nearest(values[i], i % weights.channels());
                at++;
            }
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(levels.count() - 1);
        put(Packed.CODES, Packed.CODE_LENGTHS, numbers, bits, levels.count());
    }

    private void put(String name, String lengths, int[] numbers, int bits, int symbols) {
        if (numbers.length == 0 || bits == 0) {
            return;
        }
        if (huffman) {
            HuffmanCode code = Packing.code(numbers, symbols);
            bytes.put(name, Packing.coded(numbers, code));
            bytes.put(lengths, code.lengths());
        } else {
            bytes.put(name, Packing.plain(numbers, bits));
        }
    }

    private int bestGapBits(BitSet kept) {
        int best = 1;
        long least = Long.MAX_VALUE;
        for (int bits = 1; bits <= MOST_GAP_BITS; bits++) {
            int[] gaps = Gaps.of(kept, bits);
            long size = huffman && gaps.length > 0
                    ? Packing.codedBits(gaps, Packing.code(gaps, 1 << bits)) + (long) Byte.SIZE * (1 << bits)
                    : (long) bits * gaps.length;
            if (size < least) {
                least = size;
                best = bits;
            }
        }
        return best;
    }

    private static Tensor row(float[] values) {
        return new Tensor(Shape.of(values.length), values);
    }
}
