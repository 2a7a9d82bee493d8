package org.meta4j.engine;

import java.util.List;
import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.graph.PoolGeometry;
import org.meta4j.engine.graph.UnaryOp;

/**
 * A symbolic array of 32-bit floats with a static shape. Methods write down new values; nothing is
 * computed before a {@link Program} runs. Immutable.
 *
 * <p>In element-wise operations of two values the argument may be of the same shape, of the shape of
 * the receiver's last dimensions (a bias, say, on every row), or a single number. Every method throws
 * {@link ShapeError} when the shapes do not fit.
 */
public final class Value {
    private static final double NEGLIGIBLE_EXPONENT = 32;

    private final Graph graph;
    private final int id;
    private final Op op;
    private final Shape shape;
    private final List<Value> arguments;
    private final Origin origin;

    Value(Graph graph, int id, Op op, Shape shape, List<Value> arguments, Origin origin) {
        this.graph = graph;
        this.id = id;
        this.op = op;
        this.shape = shape;
        this.arguments = arguments;
        this.origin = origin;
    }

    public Shape shape() {
        return shape;
    }

    /** Where this value was traced. */
    public Graph graph() {
        return graph;
    }

    /** Position in the order of tracing: greater than those of the arguments. */
    public int id() {
        return id;
    }

    /** The primitive operation, for compilers and executors. */
    public Op op() {
        return op;
    }

    /** What the operation is applied to. */
    public List<Value> arguments() {
        return arguments;
    }

    /** Which part of the model it belongs to, for people. */
    public Origin origin() {
        return origin;
    }

    public Value add(Value other) {
        return Elements.broadcast(BinaryOp.ADD, "add", this, other);
    }

    public Value subtract(Value other) {
        return Elements.broadcast(BinaryOp.SUBTRACT, "subtract", this, other);
    }

    public Value multiply(Value other) {
        return Elements.broadcast(BinaryOp.MULTIPLY, "multiply", this, other);
    }

    public Value divide(Value other) {
        return Elements.broadcast(BinaryOp.DIVIDE, "divide", this, other);
    }

    /** This plus a number. */
    public Value add(double number) {
        return Elements.binary(BinaryOp.ADD, this, graph.constant(number, shape));
    }

    /** This times a number. */
    public Value scale(double number) {
        return Elements.binary(BinaryOp.MULTIPLY, this, graph.constant(number, shape));
    }

    public Value negate() {
        return Elements.unary(UnaryOp.NEGATE, this);
    }

    /** e to the power of each element. */
    public Value exp() {
        return Elements.unary(UnaryOp.EXP, this);
    }

    /** Natural logarithm of each element. */
    public Value log() {
        return Elements.unary(UnaryOp.LOG, this);
    }

    /** Hyperbolic tangent of each element, from −1 to 1. */
    public Value tanh() {
        return Elements.unary(UnaryOp.TANH, this);
    }

    /** The logistic function 1 / (1 + e^−x) of each element, from 0 to 1. */
    public Value sigmoid() {
        return Elements.unary(UnaryOp.SIGMOID, this);
    }

    /** One over the square root of each element. */
    public Value rsqrt() {
        return Elements.unary(UnaryOp.RSQRT, this);
    }

    /** The larger of each element and 0; its derivative at 0 is 0. */
    public Value relu() {
        return Elements.unary(UnaryOp.RELU, this);
    }

    public Value square() {
        return Elements.unary(UnaryOp.SQUARE, this);
    }

    /** This where {@code gate} is positive, otherwise 0; a constant in {@code gate} to gradients. */
    public Value where(Value gate) {
        return Elements.broadcast(BinaryOp.MASK, "where", this, gate);
    }

    /** Sum of all elements. */
    public Value sum() {
        return sum(0, shape.rank());
    }

    /** Mean of all elements. */
    public Value mean() {
        return sum().scale(1.0 / shape.length());
    }

    /** Sum over the dimensions from..to, {@code to} not included; they vanish from the shape. */
    public Value sum(int from, int to) {
        return Sums.sum(this, from, to);
    }

    /** Mean over the dimensions from..to, {@code to} not included; they vanish from the shape. */
    public Value mean(int from, int to) {
        Value sum = sum(from, to);
        return sum.scale((double) sum.shape.length() / shape.length());
    }

    /** This repeated along new dimensions of the given sizes, put before dimension {@code axis}. */
    public Value repeat(int axis, int... sizes) {
        return Sums.repeat(this, axis, sizes);
    }

    /** Largest element along the last dimension, which vanishes; a constant to gradients. */
    public Value maxLast() {
        return Sums.maxLast(this);
    }

    /**
     * Logarithm of the softmax along the last dimension: x − max − log Σ exp(x − max). Terms of the sum below e^−32 of the
     * largest count as 0, and so do their gradients: they are far below the rounding of the sum, but gradients made of
     * nothing else would sink to subnormal numbers, on which processors are a hundred times slower.
     */
    public Value logSoftmax() {
        int last = shape.rank() - 1;
        int columns = shape.size(last);
        Value shifted = subtract(maxLast().repeat(last, columns));
        Value terms = shifted.exp().where(shifted.add(NEGLIGIBLE_EXPONENT));
        return shifted.subtract(terms.sum(last, last + 1).log().repeat(last, columns));
    }

    /** The same numbers in another shape of as many elements. */
    public Value reshape(int... sizes) {
        return Moves.reshape(this, Shape.of(sizes));
    }

    /** The last two dimensions swapped. */
    public Value transpose() {
        return Moves.transpose(this);
    }

    /** Rows from..from + count along the first dimension. */
    public Value rows(int from, int count) {
        return Moves.rows(this, from, count);
    }

    /** This between rows of zeros along the first dimension: {@code before} of them, this, {@code after} of them. */
    public Value padRows(int before, int after) {
        return Moves.padRows(this, before, after);
    }

    /** Matrix product of [m, k] with [k, n]. */
    public Value matmul(Value other) {
        return Products.matmul(this, other);
    }

    /**
     * Two-dimensional convolution (cross-correlation, as everywhere in the field) of images [n, height, width,
     * channels] with filters [kernel, kernel, channels, filters].
     *
     * @param stride step between places of the filter, at least 1
     * @param padding zeros on each side, at least 0
     */
    public Value convolve(Value filters, int stride, int padding) {
        return Products.convolve(this, filters, stride, padding);
    }

    /** Maximum over side × side windows that do not overlap; of equal elements the first takes the gradient. */
    public Value maxPool(int side) {
        Algebra.require(
                shape.rank() == 4 && side >= 1 && shape.size(1) >= side && shape.size(2) >= side,
                "maxPool",
                "windows of side " + side + " do not fit images of shape " + shape);
        PoolGeometry geometry = new PoolGeometry(shape.size(0), shape.size(1), shape.size(2), shape.size(3), side);
        return Pools.take(this, Pools.index(this, geometry), geometry);
    }

    /** The same numbers, a constant to gradients. */
    public Value stopGradient() {
        return graph.intern(new Op.StopGradient(), shape, List.of(this));
    }

    /** Whether this is known to be 0 everywhere, whatever the inputs; a value that merely turns out to be is not. */
    public boolean isZero() {
        return isConstant(0);
    }

    boolean isConstant(double number) {
        return op instanceof Op.Constant constant && constant.value() == number;
    }

    boolean isConstant() {
        return op instanceof Op.Constant;
    }

    @Override
    public String toString() {
        return "%" + id + " " + op + " " + shape;
    }
}
