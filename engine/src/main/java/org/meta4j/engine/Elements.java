package org.meta4j.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.graph.UnaryOp;

/** Makes values of element-wise operations, the simplest that are equal. */
final class Elements {
    /** A factor nearer to 1 than this is the rounding of n · (1/n). */
    private static final double ONE_WITHIN = 1e-12;

    private Elements() {}

    static Value broadcast(BinaryOp function, String operation, Value x, Value y) {
        Algebra.require(x.graph() == y.graph(), operation, "the two values were traced in different graphs");
        if (x.shape().equals(y.shape())) {
            return binary(function, x, y);
        }
        boolean widenX = x.shape().rank() < y.shape().rank();
        Value small = widenX ? x : y;
        Shape large = widenX ? y.shape() : x.shape();
        int lead = large.rank() - small.shape().rank();
        int[] sizes = large.sizes();
        boolean fits = lead > 0
                && Arrays.equals(
                        Arrays.copyOfRange(sizes, lead, sizes.length),
                        small.shape().sizes());
        Algebra.require(
                fits,
                operation,
                "shapes " + x.shape() + " and " + y.shape()
                        + " do not fit: they must be equal, or one the last dimensions of the other");
        Value wide = Sums.repeat(small, 0, Arrays.copyOf(sizes, lead));
        return widenX ? binary(function, wide, y) : binary(function, x, wide);
    }

    static Value unary(UnaryOp function, Value x) {
        if (x.isConstant()) {
            return x.graph().constant(function.apply(Algebra.constantOf(x)), x.shape());
        }
        if (x.op() instanceof Op.Repeat repeat) {
            return Sums.repeatLike(repeat, unary(function, x.arguments().get(0)), x.shape());
        }
        if (function == UnaryOp.NEGATE) {
            return binary(BinaryOp.MULTIPLY, x, x.graph().constant(-1, x.shape()));
        }
        return Algebra.make(new Op.Unary(function), x.shape(), x);
    }

    static Value binary(BinaryOp function, Value x, Value y) {
        Shape shape = x.shape();
        if (x.isConstant() && y.isConstant()) {
            return x.graph().constant(function.apply(Algebra.constantOf(x), Algebra.constantOf(y)), shape);
        }
        Value simple = simplify(function, x, y);
        if (simple != null) {
            return simple;
        }
        Value repeated = ofRepeated(function, x, y);
        if (repeated != null) {
            return repeated;
        }
        // One order for commutative operations, so that equal ones are found; a constant goes last.
        boolean swap = (function == BinaryOp.ADD || function == BinaryOp.MULTIPLY)
                && (x.isConstant() || (!y.isConstant() && x.id() > y.id()));
        return swap
                ? Algebra.make(new Op.Binary(function), shape, y, x)
                : Algebra.make(new Op.Binary(function), shape, x, y);
    }

    private static @Nullable Value simplify(BinaryOp function, Value x, Value y) {
        Value zero = x.graph().constant(0, x.shape());
        return switch (function) {
            case ADD -> x == zero ? y : y == zero ? x : x == y ? x.scale(2) : null;
            case SUBTRACT -> y == zero ? x : x == y ? zero : x == zero ? y.scale(-1) : addNegated(x, y);
            case MULTIPLY -> {
                if (x == zero || y == zero) {
                    yield zero;
                }
                if (y.isConstant()) {
                    yield timesConstant(x, Algebra.constantOf(y));
                }
                if (x.isConstant()) {
                    yield timesConstant(y, Algebra.constantOf(x));
                }
                yield x == y ? unary(UnaryOp.SQUARE, x) : null;
            }
            case DIVIDE -> x == zero ? zero : y.isConstant() ? timesConstant(x, 1 / Algebra.constantOf(y)) : null;
            case MASK -> x == zero ? zero : null;
        };
    }

    /** x − y·c as x + y·(−c), which one fused multiply-add does; null if y is no such product. */
    private static @Nullable Value addNegated(Value x, Value y) {
        if (y.op() instanceof Op.Binary binary
                && binary.function() == BinaryOp.MULTIPLY
                && y.arguments().get(1).isConstant()) {
            return binary(BinaryOp.ADD, x, y.scale(-1));
        }
        return null;
    }

    private static @Nullable Value timesConstant(Value x, double factor) {
        if (Math.abs(factor - 1) < ONE_WITHIN) {
            return x;
        }
        if (x.op() instanceof Op.Binary inner
                && inner.function() == BinaryOp.MULTIPLY
                && x.arguments().get(1).isConstant()) {
            double product = Algebra.constantOf(x.arguments().get(1)) * factor;
            return binary(BinaryOp.MULTIPLY, x.arguments().get(0), x.graph().constant(product, x.shape()));
        }
        return null;
    }

    /** f(repeat(u), repeat(v)) = repeat(f(u, v)), and the same with a constant for one of them. */
    private static @Nullable Value ofRepeated(BinaryOp function, Value x, Value y) {
        if (x.op() instanceof Op.Repeat repeat) {
            Value inner = x.arguments().get(0);
            if (y.op().equals(repeat)) {
                return Sums.repeatLike(
                        repeat, binary(function, inner, Moves.as(y.arguments().get(0), inner.shape())), x.shape());
            }
            if (y.isConstant()) {
                Value number = x.graph().constant(Algebra.constantOf(y), inner.shape());
                return Sums.repeatLike(repeat, binary(function, inner, number), x.shape());
            }
        }
        if (y.op() instanceof Op.Repeat repeat && x.isConstant()) {
            Value inner = y.arguments().get(0);
            Value number = x.graph().constant(Algebra.constantOf(x), inner.shape());
            return Sums.repeatLike(repeat, binary(function, number, inner), x.shape());
        }
        return null;
    }
}
