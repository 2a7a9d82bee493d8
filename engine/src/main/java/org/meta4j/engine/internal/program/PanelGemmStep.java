package org.meta4j.engine.internal.program;

import org.jspecify.annotations.Nullable;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.internal.kernels.Kernels;

/**
 * Matrix product whose second factor does not fit into a core's cache: split by columns. A panel of that factor is copied to where its
 * rows lie behind each other, and meets all rows of the first factor while it is in the cache. Split by rows, as {@link GemmStep} is,
 * each few rows would read the whole factor from memory, a piece of each of its rows at a time.
 */
final class PanelGemmStep extends ProductStep {
    /** Columns of a panel: four vectors of 512 bits, the width of the fastest tiles. */
    private static final int COLUMNS = 64;

    /** Rows of the result that are computed at a time; their part of a panel is kept, too. */
    private static final int ROWS = 96;

    /** Numbers of the second factor from which on it pays: half a megabyte. */
    private static final int LEAST_NUMBERS = 1 << 17;

    /** Rows from which on copying the panel is little beside computing with it. */
    private static final int LEAST_ROWS = 24;

    private final int parts;

    PanelGemmStep(Op.MatMul op, Buffer a, Buffer b, Buffer c, boolean add, @Nullable Buffer row) {
        super(op, a, b, c, add, row);
        this.parts = parts((long) op.m() * op.n() * op.k(), panels(op));
    }

    /** Whether a product is done faster in this way. */
    static boolean pays(Op.MatMul op) {
        return op.m() >= LEAST_ROWS && op.n() > COLUMNS && (long) op.n() * op.k() >= LEAST_NUMBERS;
    }

    private static int panels(Op.MatMul op) {
        return (op.n() + COLUMNS - 1) / COLUMNS;
    }

    @Override
    public int parts() {
        return parts;
    }

    @Override
    int scratch() {
        return op.k() * COLUMNS + Math.min(ROWS, op.m()) * COLUMNS + Kernels.SLACK;
    }

    @Override
    public void run(int part, Frame f) {
        int panels = panels(op);
        for (int panel = from(panels, part, parts); panel < from(panels, part + 1, parts); panel++) {
            int first = panel * COLUMNS;
            int columns = Math.min(COLUMNS, op.n() - first);
            copy(op.k(), columns, b.array(f), b.offset + first, op.n(), f.scratch, 0, columns);
            for (int from = 0; from < op.m(); from += ROWS) {
                rows(from, Math.min(ROWS, op.m() - from), first, columns, f);
            }
        }
    }

    private void rows(int from, int rows, int first, int columns, Frame f) {
        int co = c.offset + from * op.n() + first;
        int so = op.k() * columns;
        if (add) {
            copy(rows, columns, c.array(f), co, op.n(), f.scratch, so, columns);
        }
        multiply(from, rows, first, columns, f.scratch, 0, f.scratch, so, f);
        copy(rows, columns, f.scratch, so, columns, c.array(f), co, op.n());
    }

    private static void copy(
            int rows, int columns, float[] from, int offset, int step, float[] to, int toOffset, int toStep) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, offset + i * step, to, toOffset + i * toStep, columns);
        }
    }

    @Override
    public String toString() {
        return "matmul by panels " + text();
    }
}
