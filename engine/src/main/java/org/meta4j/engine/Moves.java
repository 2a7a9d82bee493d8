package org.meta4j.engine;

import org.meta4j.engine.graph.Op;

/** Makes values that have the same numbers in other places. */
final class Moves {
    private Moves() {}

    static Value reshape(Value x, Shape shape) {
        Algebra.require(
                shape.length() == x.shape().length(),
                "reshape",
                "shape " + x.shape() + " has " + x.shape().length() + " elements, shape " + shape + " "
                        + shape.length());
        if (shape.equals(x.shape())) {
            return x;
        }
        if (x.isConstant()) {
            return x.graph().constant(Algebra.constantOf(x), shape);
        }
        if (x.op() instanceof Op.Reshape) {
            return reshape(x.arguments().get(0), shape);
        }
        if (x.op() instanceof Op.Repeat repeat) {
            return Algebra.make(repeat, shape, x.arguments().get(0));
        }
        return Algebra.make(new Op.Reshape(), shape, x);
    }

    static Value transpose(Value x) {
        int[] sizes = x.shape().sizes();
        int rank = sizes.length;
        Algebra.require(rank >= 2, "transpose", "shape " + x.shape() + " has no two dimensions to swap");
        int rows = sizes[rank - 2];
        int columns = sizes[rank - 1];
        int[] swapped = sizes.clone();
        swapped[rank - 2] = columns;
        swapped[rank - 1] = rows;
        Shape shape = Shape.of(swapped);
        if (x.isConstant()) {
            return x.graph().constant(Algebra.constantOf(x), shape);
        }
        if (rows == 1 || columns == 1) {
            return reshape(x, shape);
        }
        if (x.op() instanceof Op.Transpose) {
            return as(x.arguments().get(0), shape);
        }
        return Algebra.make(new Op.Transpose(Algebra.product(sizes, 0, rank - 2), rows, columns), shape, x);
    }

    static Value rows(Value x, int from, int count) {
        int[] sizes = x.shape().sizes();
        Algebra.require(
                sizes.length >= 1 && from >= 0 && count >= 1 && from + count <= sizes[0],
                "rows",
                "rows " + from + " to " + (from + count) + " are not in shape " + x.shape());
        if (count == sizes[0]) {
            return x;
        }
        int width = x.shape().length() / sizes[0];
        int total = sizes[0];
        sizes[0] = count;
        Shape shape = Shape.of(sizes);
        if (x.isConstant()) {
            return x.graph().constant(Algebra.constantOf(x), shape);
        }
        return Algebra.make(new Op.Rows(from, count, total, width), shape, x);
    }

    static Value padRows(Value x, int before, int after) {
        int[] sizes = x.shape().sizes();
        Algebra.require(
                sizes.length >= 1 && before >= 0 && after >= 0,
                "padRows",
                before + " rows before and " + after + " rows after do not go with shape " + x.shape());
        if (before + after == 0) {
            return x;
        }
        int count = sizes[0];
        int width = x.shape().length() / count;
        sizes[0] = Math.addExact(Math.addExact(before, count), after);
        return padRows(x, new Op.Rows(before, count, sizes[0], width), Shape.of(sizes));
    }

    static Value padRows(Value x, Op.Rows rows, Shape shape) {
        if (x.isConstant(0)) {
            return x.graph().constant(0, shape);
        }
        return Algebra.make(new Op.PadRows(rows.from(), rows.count(), rows.total(), rows.width()), shape, x);
    }

    static Value as(Value x, Shape shape) {
        return x.shape().equals(shape) ? x : reshape(x, shape);
    }
}
