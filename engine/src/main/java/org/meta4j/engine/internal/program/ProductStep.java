package org.meta4j.engine.internal.program;

import org.jspecify.annotations.Nullable;
import org.meta4j.engine.graph.Op;

/** Matrix product C = A·B, which may be added to what C holds, or to a bias in each row. */
abstract class ProductStep extends Step {
    final Op.MatMul op;
    final Buffer a;
    final Buffer b;
    final Buffer c;
    final boolean add;
    final @Nullable Buffer row;

    /**
     * @param add whether the product is added to what {@code c} holds
     * @param row what it is added to in each row of {@code c}; null if nothing
     */
    ProductStep(Op.MatMul op, Buffer a, Buffer b, Buffer c, boolean add, @Nullable Buffer row) {
        this.op = op;
        this.a = a;
        this.b = b;
        this.c = c;
        this.add = add;
        this.row = row;
    }

    /**
     * Some rows and columns of the product, where those of B lie behind each other, and so will those of C.
     *
     * @param from first row
     * @param first column
     * @param second B's columns, which begin at {@code so}
     * @param target for C's, which begin at {@code to} and hold what is to be added to
     */
    final void multiply(
            int from, int rows, int first, int columns, float[] second, int so, float[] target, int to, Frame f) {
        int rowStride = op.transposeA() ? 1 : op.k();
        int columnStride = op.transposeA() ? op.m() : 1;
        int ao = a.offset + from * rowStride;
        float[] factor = a.array(f);
        if (row != null) {
            f.kernels.repeatRow(rows, columns, row.array(f), row.offset + first, target, to);
        }
        if (add || row != null) {
            f.kernels.gemmAdd(rows, columns, op.k(), factor, ao, rowStride, columnStride, second, so, target, to);
        } else {
            f.kernels.gemm(rows, columns, op.k(), factor, ao, rowStride, columnStride, second, so, target, to);
        }
    }

    /** The product, its factors and where it goes. */
    final String text() {
        return (op.transposeA() ? "AᵀB " : "AB ") + op.m() + "x" + op.n() + "x" + op.k() + " " + a + " " + b
                + (row == null ? "" : " + " + row) + (add ? " +> " : " -> ") + c;
    }
}
