package org.meta4j.engine;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.internal.graph.ConvGeometry;
import org.meta4j.engine.internal.graph.Op;
import org.meta4j.engine.internal.graph.PoolGeometry;
import org.meta4j.engine.internal.kernels.BinaryOp;
import org.meta4j.engine.internal.kernels.UnaryOp;

/**
 * Makes values: checks shapes and simplifies. The simplifications are what keeps gradients of
 * gradients small; each holds for real numbers and moves work from large arrays to small ones.
 */
final class Algebra {
    /** A factor nearer to 1 than this is the rounding of n · (1/n). */
    private static final double ONE_WITHIN = 1e-12;

    private Algebra() {}

    static void require(boolean holds, String operation, String problem) {
        if (!holds) {
            throw ShapeError.of(operation, problem);
        }
    }

    private static double constantOf(Value x) {
        return ((Op.Constant) x.op()).value();
    }

    // ---- element-wise ----

    static Value broadcast(BinaryOp function, String operation, Value x, Value y) {
        require(x.graph() == y.graph(), operation, "the two values were traced in different graphs");
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
        require(
                fits,
                operation,
                "shapes " + x.shape() + " and " + y.shape()
                        + " do not fit: they must be equal, or one the last dimensions of the other");
        Value wide = repeat(small, 0, Arrays.copyOf(sizes, lead));
        return widenX ? binary(function, wide, y) : binary(function, x, wide);
    }

    static Value unary(UnaryOp function, Value x) {
        if (x.isConstant()) {
            return x.graph().constant(function.apply(constantOf(x)), x.shape());
        }
        if (x.op() instanceof Op.Repeat repeat) {
            return repeatLike(repeat, unary(function, x.arguments().get(0)), x.shape());
        }
        if (function == UnaryOp.NEGATE) {
            return binary(BinaryOp.MULTIPLY, x, x.graph().constant(-1, x.shape()));
        }
        return make(new Op.Unary(function), x.shape(), x);
    }

    static Value binary(BinaryOp function, Value x, Value y) {
        Shape shape = x.shape();
        if (x.isConstant() && y.isConstant()) {
            return x.graph().constant(function.apply(constantOf(x), constantOf(y)), shape);
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
        return swap ? make(new Op.Binary(function), shape, y, x) : make(new Op.Binary(function), shape, x, y);
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
                    yield timesConstant(x, constantOf(y));
                }
                if (x.isConstant()) {
                    yield timesConstant(y, constantOf(x));
                }
                yield x == y ? unary(UnaryOp.SQUARE, x) : null;
            }
            case DIVIDE -> x == zero ? zero : y.isConstant() ? timesConstant(x, 1 / constantOf(y)) : null;
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
            double product = constantOf(x.arguments().get(1)) * factor;
            return binary(BinaryOp.MULTIPLY, x.arguments().get(0), x.graph().constant(product, x.shape()));
        }
        return null;
    }

    /** f(repeat(u), repeat(v)) = repeat(f(u, v)), and the same with a constant for one of them. */
    private static @Nullable Value ofRepeated(BinaryOp function, Value x, Value y) {
        if (x.op() instanceof Op.Repeat repeat) {
            Value inner = x.arguments().get(0);
            if (y.op().equals(repeat)) {
                return repeatLike(
                        repeat, binary(function, inner, as(y.arguments().get(0), inner.shape())), x.shape());
            }
            if (y.isConstant()) {
                Value number = x.graph().constant(constantOf(y), inner.shape());
                return repeatLike(repeat, binary(function, inner, number), x.shape());
            }
        }
        if (y.op() instanceof Op.Repeat repeat && x.isConstant()) {
            Value inner = y.arguments().get(0);
            Value number = x.graph().constant(constantOf(x), inner.shape());
            return repeatLike(repeat, binary(function, number, inner), x.shape());
        }
        return null;
    }

    private static Value as(Value x, Shape shape) {
        return x.shape().equals(shape) ? x : reshape(x, shape);
    }

    // ---- reductions and repetitions ----

    static Value sum(Value x, int from, int to) {
        Shape shape = x.shape();
        require(
                from >= 0 && from <= to && to <= shape.rank(),
                "sum",
                "dimensions " + from + " to " + to + " are not in shape " + shape);
        int[] sizes = shape.sizes();
        int outer = product(sizes, 0, from);
        int middle = product(sizes, from, to);
        int inner = product(sizes, to, sizes.length);
        return sumLike(new Op.Sum(outer, middle, inner), x, without(sizes, from, to));
    }

    /** The sum {@code op} of x, the result in {@code shape}. */
    static Value sumLike(Op.Sum op, Value x, Shape shape) {
        if (op.middle() == 1) {
            return as(x, shape);
        }
        if (x.isConstant()) {
            return x.graph().constant(constantOf(x) * op.middle(), shape);
        }
        if (isRepeat(op, x)) {
            return as(x.arguments().get(0), shape).scale(op.middle());
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
                        return sumLike(op, a, shape).scale(constantOf(b));
                    }
                    if (isRepeat(op, b)) {
                        return sumLike(op, a, shape).multiply(as(b.arguments().get(0), shape));
                    }
                    if (isRepeat(op, a)) {
                        return sumLike(op, b, shape).multiply(as(a.arguments().get(0), shape));
                    }
                    if (isRepeatedNumber(b)) {
                        return binary(BinaryOp.MULTIPLY, sumLike(op, a, shape), repeatNumber(b, shape));
                    }
                    if (isRepeatedNumber(a)) {
                        return binary(BinaryOp.MULTIPLY, sumLike(op, b, shape), repeatNumber(a, shape));
                    }
                }
                case ADD, SUBTRACT -> {
                    // Splitting pays only when both parts are sums of something simpler.
                    if (splits(op, a) && splits(op, b)) {
                        return binary(binary.function(), sumLike(op, a, shape), sumLike(op, b, shape));
                    }
                }
                default -> {}
            }
        }
        return make(op, shape, x);
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
        require(axis >= 0 && axis <= sizes.length, "repeat", "there is no place " + axis + " in shape " + x.shape());
        int[] widened = new int[sizes.length + added.length];
        System.arraycopy(sizes, 0, widened, 0, axis);
        System.arraycopy(added, 0, widened, axis, added.length);
        System.arraycopy(sizes, axis, widened, axis + added.length, sizes.length - axis);
        Op.Repeat op = new Op.Repeat(
                product(sizes, 0, axis), product(added, 0, added.length), product(sizes, axis, sizes.length));
        return repeatLike(op, x, Shape.of(widened));
    }

    /** The repetition {@code op} of x, the result in {@code shape}. */
    static Value repeatLike(Op.Repeat op, Value x, Shape shape) {
        if (op.middle() == 1) {
            return as(x, shape);
        }
        if (x.isConstant()) {
            return x.graph().constant(constantOf(x), shape);
        }
        // A single number repeated, and then repeated again, is repeated once.
        if (x.op() instanceof Op.Repeat inner && x.arguments().get(0).shape().length() == 1) {
            Value number = x.arguments().get(0);
            return make(new Op.Repeat(1, inner.middle() * op.middle(), 1), shape, number);
        }
        return make(op, shape, x);
    }

    static Value maxLast(Value x) {
        int[] sizes = x.shape().sizes();
        require(sizes.length >= 1, "maxLast", "a single number has no last dimension");
        int columns = sizes[sizes.length - 1];
        return make(
                new Op.MaxColumns(x.shape().length() / columns, columns),
                without(sizes, sizes.length - 1, sizes.length),
                x);
    }

    // ---- moving numbers ----

    static Value reshape(Value x, Shape shape) {
        require(
                shape.length() == x.shape().length(),
                "reshape",
                "shape " + x.shape() + " has " + x.shape().length() + " elements, shape " + shape + " "
                        + shape.length());
        if (shape.equals(x.shape())) {
            return x;
        }
        if (x.isConstant()) {
            return x.graph().constant(constantOf(x), shape);
        }
        if (x.op() instanceof Op.Reshape) {
            return reshape(x.arguments().get(0), shape);
        }
        if (x.op() instanceof Op.Repeat repeat) {
            return make(repeat, shape, x.arguments().get(0));
        }
        return make(new Op.Reshape(), shape, x);
    }

    static Value transpose(Value x) {
        int[] sizes = x.shape().sizes();
        int rank = sizes.length;
        require(rank >= 2, "transpose", "shape " + x.shape() + " has no two dimensions to swap");
        int rows = sizes[rank - 2];
        int columns = sizes[rank - 1];
        int[] swapped = sizes.clone();
        swapped[rank - 2] = columns;
        swapped[rank - 1] = rows;
        Shape shape = Shape.of(swapped);
        if (x.isConstant()) {
            return x.graph().constant(constantOf(x), shape);
        }
        if (rows == 1 || columns == 1) {
            return reshape(x, shape);
        }
        if (x.op() instanceof Op.Transpose) {
            return as(x.arguments().get(0), shape);
        }
        return make(new Op.Transpose(product(sizes, 0, rank - 2), rows, columns), shape, x);
    }

    static Value rows(Value x, int from, int count) {
        int[] sizes = x.shape().sizes();
        require(
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
            return x.graph().constant(constantOf(x), shape);
        }
        return make(new Op.Rows(from, count, total, width), shape, x);
    }

    static Value padRows(Value x, Op.Rows rows, Shape shape) {
        if (x.isConstant(0)) {
            return x.graph().constant(0, shape);
        }
        return make(new Op.PadRows(rows.from(), rows.count(), rows.total(), rows.width()), shape, x);
    }

    // ---- products ----

    static Value matmul(Value a, Value b) {
        require(a.graph() == b.graph(), "matmul", "the two values were traced in different graphs");
        require(
                a.shape().rank() == 2
                        && b.shape().rank() == 2
                        && a.shape().size(1) == b.shape().size(0),
                "matmul",
                "shapes " + a.shape() + " and " + b.shape() + " do not fit: they must be [m, k] and [k, n]");
        int m = a.shape().size(0);
        int k = a.shape().size(1);
        int n = b.shape().size(1);
        Shape shape = Shape.of(m, n);
        if (a.isConstant(0) || b.isConstant(0)) {
            return a.graph().constant(0, shape);
        }
        // The kernels read a transposed left factor at no cost.
        if (a.op() instanceof Op.Transpose) {
            return make(new Op.MatMul(true, m, n, k), shape, a.arguments().get(0), b);
        }
        return make(new Op.MatMul(false, m, n, k), shape, a, b);
    }

    static Value convolve(Value x, Value filters, int stride, int padding) {
        require(x.graph() == filters.graph(), "convolve", "the two values were traced in different graphs");
        String shapes = "images " + x.shape() + " and filters " + filters.shape();
        require(
                x.shape().rank() == 4
                        && filters.shape().rank() == 4
                        && x.shape().size(3) == filters.shape().size(2),
                "convolve",
                shapes
                        + " do not fit: they must be [n, height, width, channels] and [kernel, kernel, channels, filters]");
        require(stride >= 1, "convolve", "stride must be at least 1, but was " + stride);
        require(padding >= 0, "convolve", "padding must be at least 0, but was " + padding);
        ConvGeometry geometry = new ConvGeometry(
                x.shape().size(0),
                x.shape().size(1),
                x.shape().size(2),
                x.shape().size(3),
                filters.shape().size(0),
                filters.shape().size(1),
                filters.shape().size(3),
                stride,
                padding);
        require(
                geometry.height() + 2 * padding >= geometry.kernelHeight()
                        && geometry.width() + 2 * padding >= geometry.kernelWidth(),
                "convolve",
                shapes + " with padding " + padding + ": the filter is larger than the padded image");
        return conv(geometry, x, filters);
    }

    static Value conv(ConvGeometry g, Value x, Value filters) {
        Shape shape = Shape.of(g.images(), g.outHeight(), g.outWidth(), g.filters());
        if (x.isConstant(0) || filters.isConstant(0)) {
            return x.graph().constant(0, shape);
        }
        return make(new Op.Conv(g), shape, x, filters);
    }

    /** Gradient of conv to its images; {@code filters} as conv has them. */
    static Value convInput(ConvGeometry g, Value gradient, Value filters) {
        Shape shape = Shape.of(g.images(), g.height(), g.width(), g.channels());
        if (gradient.isConstant(0) || filters.isConstant(0)) {
            return gradient.graph().constant(0, shape);
        }
        return make(new Op.ConvInput(g), shape, gradient, transpose(filters));
    }

    static Value convWeight(ConvGeometry g, Value x, Value gradient) {
        Shape shape = Shape.of(g.kernelHeight(), g.kernelWidth(), g.channels(), g.filters());
        if (x.isConstant(0) || gradient.isConstant(0)) {
            return x.graph().constant(0, shape);
        }
        return make(new Op.ConvWeight(g), shape, x, gradient);
    }

    // ---- pooling ----

    static Value poolIndex(Value x, PoolGeometry g) {
        return make(new Op.PoolIndex(g), pooled(g), x);
    }

    static Value poolTake(Value x, Value index, PoolGeometry g) {
        return x.isConstant()
                ? x.graph().constant(constantOf(x), pooled(g))
                : make(new Op.PoolTake(g), pooled(g), x, index);
    }

    static Value poolPut(Value x, Value index, PoolGeometry g) {
        Shape shape = Shape.of(g.images(), g.height(), g.width(), g.channels());
        return x.isConstant(0) ? x.graph().constant(0, shape) : make(new Op.PoolPut(g), shape, x, index);
    }

    private static Shape pooled(PoolGeometry g) {
        return Shape.of(g.images(), g.height() / g.side(), g.width() / g.side(), g.channels());
    }

    // ---- helpers ----

    private static Value make(Op op, Shape shape, Value... arguments) {
        return arguments[0].graph().intern(op, shape, List.of(arguments));
    }

    private static int product(int[] sizes, int from, int to) {
        int product = 1;
        for (int i = from; i < to; i++) {
            product *= sizes[i];
        }
        return product;
    }

    private static Shape without(int[] sizes, int from, int to) {
        int[] rest = new int[sizes.length - (to - from)];
        System.arraycopy(sizes, 0, rest, 0, from);
        System.arraycopy(sizes, to, rest, from, sizes.length - to);
        return Shape.of(rest);
    }
}
