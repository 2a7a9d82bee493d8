package org.meta4j.compress.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a tensor is packed: what a file's document says of it.
 *
 * @param shape sizes
 * @param count weights that are stored
 * @param levels how many values they have; 0 if they are stored as floats
 * @param equal whether the levels have equal distances, s · (q − z), or are listed
 * @param gaps how many distances tell the places of the weights; 0 if all weights are stored
 * @param gapBits of a distance
 * @param huffman whether levels and distances are in Huffman codes
 * @param factors of a product of two matrices, which are packed in its place; null if there are none
 */
public record TensorCode(
        List<Integer> shape,
        int count,
        int levels,
        boolean equal,
        int gaps,
        int gapBits,
        boolean huffman,
        @Nullable Factors factors) {
    /** How both matrices of a product are packed: rows × rank, and rank × columns. */
    public record Factors(TensorCode left, TensorCode right) {}

    public TensorCode {
        shape = List.copyOf(shape);
    }

    /** Bits of a level where all take as many. */
    int levelBits() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(levels - 1);
    }
}
