package org.meta4j.tasks;

/**
 * Pairs of examples to be told apart: of one class, or of two.
 *
 * @param left first example of each pair; its classes are not told
 * @param right second example of each pair, of the same shape
 * @param same for each pair whether both are of one class; not copied, and not to be changed by the reader
 */
public record Pairs(Examples left, Examples right, boolean[] same) {
    public Pairs {
        if (!left.shape().equals(right.shape())) {
            throw new IllegalArgumentException(
                    "the first examples of the pairs are " + left.shape() + ", the second " + right.shape());
        }
        if (left.count() != same.length || right.count() != same.length) {
            throw new IllegalArgumentException(same.length + " pairs need as many first and second examples, but there"
                    + " are " + left.count() + " and " + right.count());
        }
    }

    /** Pairs in the set. */
    public int count() {
        return same.length;
    }
}
