package org.meta4j.engine.internal.program;

import org.meta4j.engine.internal.graph.Op;

/** Matrix product, split by rows of the result. */
final class GemmStep extends Step {
    private final Op.MatMul op;
    private final Buffer a;
    private final Buffer b;
    private final Buffer c;
    private final int parts;

    GemmStep(Op.MatMul op, Buffer a, Buffer b, Buffer c) {
        this.op = op;
        this.a = a;
        this.b = b;
        this.c = c;
        this.parts = parts((long) op.m() * op.n() * op.k(), (op.m() + 11) / 12);
    }

    @Override
    public int parts() {
        return parts;
    }

    @Override
    public void run(int part, Frame f) {
        int from = from(op.m(), part, parts);
        int rows = from(op.m(), part + 1, parts) - from;
        int rowStride = op.transposeA() ? 1 : op.k();
        int columnStride = op.transposeA() ? op.m() : 1;
        f.kernels.gemm(
                rows,
                op.n(),
                op.k(),
                a.array(f),
                a.offset + from * rowStride,
                rowStride,
                columnStride,
                b.array(f),
                b.offset,
                c.array(f),
                c.offset + from * op.n());
    }

    @Override
    public String toString() {
        return "matmul " + (op.transposeA() ? "AᵀB " : "AB ") + op.m() + "x" + op.n() + "x" + op.k() + " " + a + " " + b
                + " -> " + c;
    }
}
