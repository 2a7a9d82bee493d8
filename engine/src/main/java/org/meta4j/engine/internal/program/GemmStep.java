package org.meta4j.engine.internal.program;

import org.jspecify.annotations.Nullable;
import org.meta4j.engine.graph.Op;

/** Matrix product, split by rows of the result, which may be added to what is there, or to a bias. */
final class GemmStep extends Step {
    private final Op.MatMul op;
    private final Buffer a;
    private final Buffer b;
    private final Buffer c;
    private final boolean add;
    private final @Nullable Buffer row;
    private final int parts;

    /**
     * @param add whether the product is added to what {@code c} holds
     * @param row what it is added to in each row of {@code c}; null if nothing
     */
    GemmStep(Op.MatMul op, Buffer a, Buffer b, Buffer c, boolean add, @Nullable Buffer row) {
        this.op = op;
        this.a = a;
        this.b = b;
        this.c = c;
        this.add = add;
        this.row = row;
        this.parts = parts((long) op.m() * op.n() * op.k(), (op.m() + 11) / 12);
    }

    @Override
    public int parts() {
        return parts;
    }

    @Override
    public void run(int part, Frame f) {
        int from = parts == 1 ? 0 : from(op.m(), part, parts);
        int rows = parts == 1 ? op.m() : from(op.m(), part + 1, parts) - from;
        int rowStride = op.transposeA() ? 1 : op.k();
        int columnStride = op.transposeA() ? op.m() : 1;
        int ao = a.offset + from * rowStride;
        int co = c.offset + from * op.n();
        float[] target = c.array(f);
        if (row != null) {
            f.kernels.repeatRow(rows, op.n(), row.array(f), row.offset, target, co);
        }
        if (add || row != null) {
            f.kernels.gemmAdd(
                    rows, op.n(), op.k(), a.array(f), ao, rowStride, columnStride, b.array(f), b.offset, target, co);
        } else {
            f.kernels.gemm(
                    rows, op.n(), op.k(), a.array(f), ao, rowStride, columnStride, b.array(f), b.offset, target, co);
        }
    }

    @Override
    public String toString() {
        return "matmul " + (op.transposeA() ? "AᵀB " : "AB ") + op.m() + "x" + op.n() + "x" + op.k() + " " + a + " " + b
                + (row == null ? "" : " + " + row) + (add ? " +> " : " -> ") + c;
    }
}
