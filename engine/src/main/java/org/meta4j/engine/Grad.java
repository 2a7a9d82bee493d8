package org.meta4j.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.ConvGeometry;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.graph.PoolGeometry;

/**
 * Reverse-mode differentiation of traced values. The gradient is traced as well, of the same
 * primitive operations, so it can be differentiated again: gradients of any order.
 *
 * <p>At ties and kinks: ReLU's derivative at 0 is 0; max-pooling passes the gradient to the first
 * of equal elements; {@code maxLast}, {@code where}'s gate and {@code stopGradient} are constants.
 */
public final class Grad {
    private final Map<Value, Value> cotangents = new HashMap<>();

    private Grad() {}

    /**
     * The gradient of a single number to each of {@code parameters}: ∂loss/∂p, of p's shape; zero where
     * loss does not depend on p.
     *
     * @throws ShapeError if {@code loss} is not a single number
     */
    public static Values of(Value loss, Values parameters) {
        return parameters.with(of(loss, parameters.list()));
    }

    /** The same for a list of values. */
    public static List<Value> of(Value loss, List<Value> values) {
        Algebra.require(
                loss.shape().length() == 1,
                "gradient",
                "the loss must be a single number, but its shape is " + loss.shape());
        try {
            return new Grad().run(loss, values);
        } finally {
            loss.graph().deriving(null);
        }
    }

    private List<Value> run(Value loss, List<Value> values) {
        Set<Value> depends = dependents(loss, values);
        TreeMap<Integer, Value> open = new TreeMap<>();
        List<Value> gradients = new ArrayList<>();
        if (depends.contains(loss)) {
            cotangents.put(loss, loss.graph().constant(1, loss.shape()));
            open.put(loss.id(), loss);
        }
        // A value's arguments were traced before it: descending ids are a reverse topological order.
        while (!open.isEmpty()) {
            Value node = open.pollLastEntry().getValue();
            Value cotangent = cotangents.get(node);
            if (cotangent == null || cotangent.isConstant(0)) {
                continue;
            }
            for (int i = 0; i < node.arguments().size(); i++) {
                Value argument = node.arguments().get(i);
                if (!depends.contains(argument)) {
                    continue;
                }
                node.graph().deriving(node.origin().derived());
                Value part = pullBack(node, i, cotangent);
                node.graph().deriving(argument.origin().derived());
                if (part != null) {
                    cotangents.merge(argument, part, Value::add);
                    open.put(argument.id(), argument);
                }
            }
        }
        for (Value value : values) {
            Value gradient = cotangents.get(value);
            gradients.add(gradient == null ? value.graph().constant(0, value.shape()) : gradient);
        }
        return gradients;
    }

    /** What {@code root} is made of and depends on {@code values}. Iterative, as deep graphs would overflow the stack. */
    private static Set<Value> dependents(Value root, List<Value> values) {
        Set<Value> seen = new HashSet<>(List.of(root));
        List<Value> nodes = new ArrayList<>(seen);
        for (int i = 0; i < nodes.size(); i++) {
            for (Value argument : nodes.get(i).arguments()) {
                if (seen.add(argument)) {
                    nodes.add(argument);
                }
            }
        }
        nodes.sort(Comparator.comparingInt(Value::id));
        Set<Value> depends = new HashSet<>(values);
        for (Value node : nodes) {
            if (node.arguments().stream().anyMatch(depends::contains)) {
                depends.add(node);
            }
        }
        return depends;
    }

    /** The part of argument {@code i}'s cotangent that comes through {@code node}; null where it is a constant. */
    private static @Nullable Value pullBack(Value node, int i, Value g) {
        Op op = node.op();
        Value x = node.arguments().get(0);
        Shape shape = node.arguments().get(i).shape();
        if (op instanceof Op.Unary unary) {
            return switch (unary.function()) {
                case NEGATE -> g.negate();
                case EXP -> g.multiply(node);
                case LOG -> g.divide(x);
                case TANH -> g.multiply(node.square().scale(-1).add(1));
                case SIGMOID -> g.multiply(node.subtract(node.square()));
                case RSQRT -> g.multiply(node.square().multiply(node)).scale(-0.5);
                case RELU -> g.where(node);
                case SQUARE -> g.multiply(x).scale(2);
                case STEP -> null;
            };
        }
        if (op instanceof Op.Binary binary) {
            Value y = node.arguments().get(1);
            return switch (binary.function()) {
                case ADD -> g;
                case SUBTRACT -> i == 0 ? g : g.negate();
                case MULTIPLY -> g.multiply(i == 0 ? y : x);
                case DIVIDE -> i == 0 ? g.divide(y) : g.multiply(node).divide(y).negate();
                case MASK -> i == 0 ? Elements.binary(BinaryOp.MASK, g, y) : null;
            };
        }
        if (op instanceof Op.Sum sum) {
            return Sums.repeatLike(new Op.Repeat(sum.outer(), sum.middle(), sum.inner()), g, shape);
        }
        if (op instanceof Op.Repeat repeat) {
            return Sums.sumLike(new Op.Sum(repeat.outer(), repeat.middle(), repeat.inner()), g, shape);
        }
        if (op instanceof Op.Reshape) {
            return Moves.reshape(g, shape);
        }
        if (op instanceof Op.Transpose) {
            return Products.transposed(g);
        }
        if (op instanceof Op.Rows rows) {
            return Moves.padRows(g, rows, shape);
        }
        if (op instanceof Op.PadRows pad) {
            return Moves.rows(g, pad.from(), pad.count());
        }
        if (op instanceof Op.MatMul matmul) {
            Value b = node.arguments().get(1);
            if (i == 0) {
                return matmul.transposeA() ? b.matmul(g.transpose()) : g.matmul(b.transpose());
            }
            return matmul.transposeA() ? x.matmul(g) : x.transpose().matmul(g);
        }
        if (op instanceof Op.Conv conv) {
            ConvGeometry geometry = conv.geometry();
            Value w = node.arguments().get(1);
            return i == 0 ? Products.convInput(geometry, g, w) : Products.convWeight(geometry, x, g);
        }
        if (op instanceof Op.ConvInput conv) {
            // g has the images' shape; the second argument is the filters, transposed.
            Value w = node.arguments().get(1).transpose();
            ConvGeometry geometry = conv.geometry();
            return i == 0
                    ? Products.conv(geometry, g, w)
                    : Products.convWeight(geometry, g, x).transpose();
        }
        if (op instanceof Op.ConvWeight conv) {
            ConvGeometry geometry = conv.geometry();
            return i == 0 ? Products.convInput(geometry, node.arguments().get(1), g) : Products.conv(geometry, x, g);
        }
        if (op instanceof Op.PoolTake take) {
            PoolGeometry geometry = take.geometry();
            return i == 0 ? Pools.put(g, node.arguments().get(1), geometry) : null;
        }
        if (op instanceof Op.PoolPut put) {
            return i == 0 ? Pools.take(g, node.arguments().get(1), put.geometry()) : null;
        }
        if (op instanceof Op.MaxColumns || op instanceof Op.PoolIndex || op instanceof Op.StopGradient) {
            return null;
        }
        throw new IllegalStateException("no gradient for " + op);
    }
}
