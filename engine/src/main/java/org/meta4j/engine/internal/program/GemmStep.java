package org.meta4j.engine.internal.program;

import org.jspecify.annotations.Nullable;
import org.meta4j.engine.graph.Op;

/** Matrix product, split by rows of the result. */
final class GemmStep extends ProductStep {
    private final int parts;

    GemmStep(Op.MatMul op, Buffer a, Buffer b, Buffer c, boolean add, @Nullable Buffer row) {
        super(op, a, b, c, add, row);
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
        multiply(from, rows, 0, op.n(), b.array(f), b.offset, c.array(f), c.offset + from * op.n(), f);
    }

    @Override
    public String toString() {
        return "matmul " + text();
    }
}
