package org.meta4j.engine.internal.program;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A chain of element-wise operations and of reductions of their results, done strip by strip: a strip
 * is a few rows, small enough that all that happens to it happens in the first-level cache, and large
 * enough that the call of a kernel (some 10 ns) does not matter.
 */
final class ElementStep extends BatchStep {
    static final int STRIP = 512;

    private final int length;
    private final int rowLength;
    private final int stripLength;
    private final int rowsAStrip;
    private final int imageLength;
    private final int slots;
    private final StripOp[] ops;
    private final Expansion[] expansions;
    private final Reduction[] reductions;

    /** A row (such as a bias) that is repeated in a strip of scratch space once a part. */
    record Expansion(Buffer row, int slot) {}

    /** Running sums: [parts, length] in partial, their total in target; the same buffer if there is one part. */
    record Reduction(Buffer target, Buffer partial) {}

    /**
     * How a chain is cut: into parts that go through images.
     *
     * @param imageLength elements of an image, the last one's may be fewer
     */
    record Cut(int images, int imageLength, int parts) {
        /** A chain by itself: its images are its strips. */
        static Cut intoStrips(Group group) {
            int strip = stripLength(group.length, group.rowLength);
            int strips = (group.length + strip - 1) / strip;
            return new Cut(strips, strip, Step.parts(group.work(), strips));
        }

        /** A chain in a pipeline. */
        static Cut intoImages(Group group, int images, int parts) {
            return new Cut(images, group.length / images, parts);
        }
    }

    /**
     * @param length elements of the chain
     * @param rowLength elements of a row, a divisor of length; 0 if no operation asks for rows
     * @param cut into images and parts
     * @param slots strips of scratch space that {@code ops} name
     */
    ElementStep(
            int length,
            int rowLength,
            Cut cut,
            int slots,
            List<StripOp> ops,
            List<Expansion> expansions,
            List<Reduction> reductions) {
        super(cut.images(), cut.parts());
        this.length = length;
        this.rowLength = rowLength;
        this.stripLength = stripLength(length, rowLength);
        this.rowsAStrip = rowLength == 0 ? 0 : stripLength / rowLength;
        this.imageLength = cut.imageLength();
        this.slots = slots;
        this.ops = ops.toArray(StripOp[]::new);
        this.expansions = expansions.toArray(Expansion[]::new);
        this.reductions = reductions.toArray(Reduction[]::new);
    }

    private static int stripLength(int length, int rowLength) {
        int strip = rowLength == 0 ? STRIP : Math.max(1, STRIP / rowLength) * rowLength;
        return Math.min(strip, length);
    }

    /** Multiply-adds that a chain is worth: an element some 32 of a product. */
    static long work(int length) {
        return length * 32L;
    }

    @Override
    int scratch() {
        return slots * stripLength;
    }

    @Override
    void begin(int part, Frame f) {
        for (Expansion e : expansions) {
            f.kernels.repeatRow(
                    rowsAStrip, rowLength, e.row.array(f), e.row.offset, f.scratch, scratchBase + e.slot * stripLength);
        }
        for (Reduction r : reductions) {
            int from = r.partial.offset + part * r.target.length;
            Arrays.fill(r.partial.array(f), from, from + r.target.length, 0);
        }
    }

    @Override
    void run(int part, int first, int end, Frame f) {
        int stop = Math.min(end * imageLength, length);
        for (int element = first * imageLength; element < stop; element += stripLength) {
            int count = Math.min(stripLength, stop - element);
            int row = rowLength == 0 || element == 0 ? 0 : element / rowLength;
            int rows = count == stripLength ? rowsAStrip : rowLength == 0 ? 0 : count / rowLength;
            for (StripOp op : ops) {
                run(op, f, part, element, count, row, rows);
            }
        }
    }

    private void run(StripOp op, Frame f, int part, int element, int count, int row, int rows) {
        float[] x = op.x().array(f);
        int xo = op.x().offset(element, row, scratchBase, stripLength, f);
        float[] t = op.target().array(f);
        int to = op.target().offset(element, row, scratchBase, stripLength, f);
        switch (op.kind()) {
            case UNARY -> f.kernels.unary(Objects.requireNonNull(op.unary()), count, x, xo, t, to);
            case BINARY ->
                f.kernels.binary(
                        Objects.requireNonNull(op.binary()),
                        count,
                        x,
                        xo,
                        op.y().array(f),
                        op.y().offset(element, row, scratchBase, stripLength, f),
                        t,
                        to);
            case BINARY_SCALAR ->
                f.kernels.binaryScalar(
                        Objects.requireNonNull(op.binary()),
                        count,
                        x,
                        xo,
                        op.y().number(f),
                        t,
                        to);
            case SCALAR_BINARY ->
                f.kernels.scalarBinary(
                        Objects.requireNonNull(op.binary()), count, op.y().number(f), x, xo, t, to);
            case MULTIPLY_ADD ->
                f.kernels.multiplyAdd(
                        count,
                        x,
                        xo,
                        op.y().array(f),
                        op.y().offset(element, row, scratchBase, stripLength, f),
                        op.w().array(f),
                        op.w().offset(element, row, scratchBase, stripLength, f),
                        t,
                        to);
            case SCALE_ADD ->
                f.kernels.scaleAdd(
                        count,
                        x,
                        xo,
                        op.y().number(f),
                        op.w().array(f),
                        op.w().offset(element, row, scratchBase, stripLength, f),
                        t,
                        to);
            case SUM_ALL -> t[to + part] += f.kernels.sum(count, x, xo);
            case SUM_ROWS -> f.kernels.addRows(rows, rowLength, x, xo, t, to + part * rowLength);
            case SUM_ROW_PRODUCTS ->
                f.kernels.addRowProducts(
                        rows,
                        rowLength,
                        x,
                        xo,
                        op.y().array(f),
                        op.y().offset(element, row, scratchBase, stripLength, f),
                        t,
                        to + part * rowLength);
            case SUM_COLUMNS -> f.kernels.sumColumns(rows, rowLength, x, xo, t, to);
            case EXPAND_COLUMN -> f.kernels.repeatColumn(rows, rowLength, x, xo, t, to);
        }
    }

    @Override
    public void finish(Frame f) {
        if (parts() == 1) {
            return;
        }
        for (Reduction r : reductions) {
            float[] target = r.target.array(f);
            Arrays.fill(target, r.target.offset, r.target.offset + r.target.length, 0);
            f.kernels.addRows(parts(), r.target.length, r.partial.array(f), r.partial.offset, target, r.target.offset);
        }
    }

    @Override
    public String toString() {
        return "elements " + length + (rowLength == 0 ? "" : " rows of " + rowLength)
                + Arrays.stream(ops).map(op -> "\n        " + op).collect(Collectors.joining());
    }
}
