package org.meta4j.engine;

import java.util.List;
import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.ConvGeometry;
import org.meta4j.engine.graph.Op;

/** Makes matrix products and convolutions, and the gradients of convolutions. */
final class Products {
    private Products() {}

    static Value matmul(Value a, Value b) {
        Algebra.require(a.graph() == b.graph(), "matmul", "the two values were traced in different graphs");
        Algebra.require(
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
            return Algebra.make(
                    new Op.MatMul(true, m, n, k), shape, a.arguments().get(0), b);
        }
        return Algebra.make(new Op.MatMul(false, m, n, k), shape, a, b);
    }

    /**
     * The transpose of a value that nothing else will want: of Aᵀ·B it is Bᵀ·A, another product in its place, and of a
     * sum of such products their sum.
     */
    static Value transposed(Value x) {
        if (x.op() instanceof Op.MatMul matmul && matmul.transposeA()) {
            return Algebra.make(
                    new Op.MatMul(true, matmul.n(), matmul.m(), matmul.k()),
                    Shape.of(matmul.n(), matmul.m()),
                    x.arguments().get(1),
                    x.arguments().get(0));
        }
        if (x.op() instanceof Op.Binary binary && binary.function() == BinaryOp.ADD && areProducts(x.arguments())) {
            return transposed(x.arguments().get(0)).add(transposed(x.arguments().get(1)));
        }
        return x.transpose();
    }

    private static boolean areProducts(List<Value> values) {
        return values.stream().allMatch(value -> value.op() instanceof Op.MatMul matmul && matmul.transposeA());
    }

    static Value convolve(Value x, Value filters, int stride, int padding) {
        Algebra.require(x.graph() == filters.graph(), "convolve", "the two values were traced in different graphs");
        String shapes = "images " + x.shape() + " and filters " + filters.shape();
        Algebra.require(
                x.shape().rank() == 4
                        && filters.shape().rank() == 4
                        && x.shape().size(3) == filters.shape().size(2),
                "convolve",
                shapes
                        + " do not fit: they must be [n, height, width, channels] and [kernel, kernel, channels, filters]");
        Algebra.require(stride >= 1, "convolve", "stride must be at least 1, but was " + stride);
        Algebra.require(padding >= 0, "convolve", "padding must be at least 0, but was " + padding);
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
        Algebra.require(
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
        return Algebra.make(new Op.Conv(g), shape, x, filters);
    }

    /** Gradient of conv to its images; {@code filters} as conv has them. */
    static Value convInput(ConvGeometry g, Value gradient, Value filters) {
        Shape shape = Shape.of(g.images(), g.height(), g.width(), g.channels());
        if (gradient.isConstant(0) || filters.isConstant(0)) {
            return gradient.graph().constant(0, shape);
        }
        return Algebra.make(new Op.ConvInput(g), shape, gradient, Moves.transpose(filters));
    }

    static Value convWeight(ConvGeometry g, Value x, Value gradient) {
        Shape shape = Shape.of(g.kernelHeight(), g.kernelWidth(), g.channels(), g.filters());
        if (x.isConstant(0) || gradient.isConstant(0)) {
            return x.graph().constant(0, shape);
        }
        return Algebra.make(new Op.ConvWeight(g), shape, x, gradient);
    }
}
