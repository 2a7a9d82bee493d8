package org.meta4j.engine;

import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.Op;

/** Makes reductions and repetitions: factors that a sum does not touch are taken out of it. */
final class Sums {
    private Sums() {}

    static Value sum(Value x, int from, int to) {
        Shape shape = x.shape();
        Algebra.require(
                from >= 0 && from <= to && to <= shape.rank(),
                "sum",
                "dimensions " + from + " to " + to + " are not in shape " + shape);
        int[] sizes = shape.sizes();
        int outer = Algebra.product(sizes, 0, from);
        int middle = Algebra.product(sizes, from, to);
        int inner = Algebra.product(sizes, to, sizes.length);
        return sumLike(new Op.Sum(outer, middle, inner), x, Algebra.without(sizes, from, to));
    }

    /** The sum {@code op} of x, the result in {@code shape}. */
    static Value sumLike(Op.Sum op, Value x, Shape shape) {
        if (op.middle() == 1) {
            return Moves.as(x, shape);
        }
        if (x.isConstant()) {
            return x.graph().constant(Algebra.constantOf(x) * op.middle(), shape);
        }
        if (isRepeat(op, x)) {
            return Moves.as(x.arguments().get(0), shape).scale(op.middle());
        }
        if (isRepeatedNumber(x)) {
            return repeatNumber(x, shape).scale(op.middle());
        }
        if (x.op() instanceof Op.Binary binary) {
            Value a = x.arguments().get(0);
            Value b = x.arguments().get(1);
            switch (binary.function()) {
                case MULTIPLY -> {
                    if (b.isConstant()) {
                        return sumLike(op, a, shape).scale(Algebra.constantOf(b));
                    }
                    if (isRepeat(op, b)) {
                        return sumLike(op, a, shape)
                                .multiply(Moves.as(b.arguments().get(0), shape));
                    }
                    if (isRepeat(op, a)) {
                        return sumLike(op, b, shape)
                                .multiply(Moves.as(a.arguments().get(0), shape));
                    }
                    if (isRepeatedNumber(b)) {
                        return Elements.binary(BinaryOp.MULTIPLY, sumLike(op, a, shape), repeatNumber(b, shape));
                    }
                    if (isRepeatedNumber(a)) {
                        return Elements.binary(BinaryOp.MULTIPLY, sumLike(op, b, shape), repeatNumber(a, shape));
                    }
                }
                case ADD, SUBTRACT -> {
                    // Splitting pays only when both parts are sums of something simpler.
                    if (splits(op, a) && splits(op, b)) {
                        return Elements.binary(binary.function(), sumLike(op, a, shape), sumLike(op, b, shape));
                    }
                }
                default -> {}
            }
        }
        return Algebra.make(op, shape, x);
    }

    private static boolean splits(Op.Sum op, Value x) {
        if (x.isConstant() || isRepeat(op, x)) {
            return true;
        }
        if (x.op() instanceof Op.Binary binary) {
            Value a = x.arguments().get(0);
            Value b = x.arguments().get(1);
            return switch (binary.function()) {
                case MULTIPLY ->
                    b.isConstant() || isRepeat(op, a) || isRepeat(op, b) || isRepeatedNumber(a) || isRepeatedNumber(b);
                case ADD, SUBTRACT -> splits(op, a) && splits(op, b);
                default -> false;
            };
        }
        return x.op() instanceof Op.Conv || x.op() instanceof Op.MatMul;
    }

    private static boolean isRepeat(Op.Sum op, Value x) {
        return x.op() instanceof Op.Repeat repeat && sameView(op, repeat);
    }

    private static boolean isRepeatedNumber(Value x) {
        return x.op() instanceof Op.Repeat && x.arguments().get(0).shape().length() == 1;
    }

    private static Value repeatNumber(Value repeated, Shape shape) {
        return repeatLike(
                new Op.Repeat(1, shape.length(), 1), repeated.arguments().get(0), shape);
    }

    private static boolean sameView(Op.Sum sum, Op.Repeat repeat) {
        return sum.outer() == repeat.outer() && sum.middle() == repeat.middle() && sum.inner() == repeat.inner();
    }

    static Value repeat(Value x, int axis, int... added) {
        int[] sizes = x.shape().sizes();
        Algebra.require(
                axis >= 0 && axis <= sizes.length, "repeat", "there is no place " + axis + " in shape " + x.shape());
        int[] widened = new int[sizes.length + added.length];
        System.arraycopy(sizes, 0, widened, 0, axis);
        System.arraycopy(added, 0, widened, axis, added.length);
        System.arraycopy(sizes, axis, widened, axis + added.length, sizes.length - axis);
        Op.Repeat op = new Op.Repeat(
                Algebra.product(sizes, 0, axis),
                Algebra.product(added, 0, added.length),
                Algebra.product(sizes, axis, sizes.length));
        return repeatLike(op, x, Shape.of(widened));
    }

    /** The repetition {@code op} of x, the result in {@code shape}. */
    static Value repeatLike(Op.Repeat op, Value x, Shape shape) {
        if (op.middle() == 1) {
            return Moves.as(x, shape);
        }
        if (x.isConstant()) {
            return x.graph().constant(Algebra.constantOf(x), shape);
        }
        // A single number repeated, and then repeated again, is repeated once.
        if (x.op() instanceof Op.Repeat inner && x.arguments().get(0).shape().length() == 1) {
            Value number = x.arguments().get(0);
            return Algebra.make(new Op.Repeat(1, inner.middle() * op.middle(), 1), shape, number);
        }
        return Algebra.make(op, shape, x);
    }

    static Value maxLast(Value x) {
        int[] sizes = x.shape().sizes();
        Algebra.require(sizes.length >= 1, "maxLast", "a single number has no last dimension");
        int columns = sizes[sizes.length - 1];
        return Algebra.make(
                new Op.MaxColumns(x.shape().length() / columns, columns),
                Algebra.without(sizes, sizes.length - 1, sizes.length),
                x);
    }
}
