package org.meta4j.engine.graph;

/**
 * The primitive operations. Every gradient is made of the same operations, so a gradient can be
 * differentiated again.
 *
 * <p>Reductions and broadcasts see an array of any rank as [outer, middle, inner] and work on the middle.
 */
public sealed interface Op {
    /** An input of each task. */
    record Input(String name) implements Op {}

    /** An input that all tasks share, such as the meta-parameters. */
    record Parameter(String name) implements Op {}

    /** The same number everywhere; kept in double so that 1/n · n folds to 1. */
    record Constant(double value) implements Op {}

    record Unary(UnaryOp function) implements Op {}

    record Binary(BinaryOp function) implements Op {}

    /** [outer, middle, inner] to [outer, inner]. */
    record Sum(int outer, int middle, int inner) implements Op {}

    /** [outer, inner] to [outer, middle, inner]. */
    record Repeat(int outer, int middle, int inner) implements Op {}

    /** Largest element of each row, [rows, columns] to [rows]; a constant to gradients. */
    record MaxColumns(int rows, int columns) implements Op {}

    /** The same numbers in another shape. */
    record Reshape() implements Op {}

    /** [batch, rows, columns] to [batch, columns, rows]. */
    record Transpose(int batch, int rows, int columns) implements Op {}

    /** Rows from..from + count of [total, width]. */
    record Rows(int from, int count, int total, int width) implements Op {}

    /** The transpose of {@link Rows}: zeros around the rows. */
    record PadRows(int from, int count, int total, int width) implements Op {}

    /** A·B or Aᵀ·B: C is [m, n], summed over k. */
    record MatMul(boolean transposeA, int m, int n, int k) implements Op {}

    /** conv(x, w). */
    record Conv(ConvGeometry geometry) implements Op {}

    /** conv's gradient to x from (gy, w with its last two axes swapped). */
    record ConvInput(ConvGeometry geometry) implements Op {}

    /** conv's gradient to w from (x, gy). */
    record ConvWeight(ConvGeometry geometry) implements Op {}

    /** Where the maxima of pooling windows are; a constant to gradients. */
    record PoolIndex(PoolGeometry geometry) implements Op {}

    /** Elements of the first argument at the places of the second. */
    record PoolTake(PoolGeometry geometry) implements Op {}

    /** Elements of the first argument put at the places of the second among zeros. */
    record PoolPut(PoolGeometry geometry) implements Op {}

    /** The same numbers, a constant to gradients. */
    record StopGradient() implements Op {}
}
