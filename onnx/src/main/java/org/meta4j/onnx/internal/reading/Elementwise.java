package org.meta4j.onnx.internal.reading;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Value;

/** Operators that compute each number by itself. */
final class Elementwise {
    private static final double RELU_6 = 6;

    private Elementwise() {}

    static void addTo(Map<String, Operator> operators) {
        unary(operators, "Relu", Value::relu);
        unary(operators, "Tanh", Value::tanh);
        unary(operators, "Sigmoid", Value::sigmoid);
        unary(operators, "Exp", Value::exp);
        unary(operators, "Log", Value::log);
        unary(operators, "Neg", Value::negate);
        unary(
                operators,
                "Softsign",
                x -> x.divide(x.relu().add(x.negate().relu()).add(1)));
        unary(operators, "Abs", x -> x.relu().add(x.negate().relu()));
        unary(operators, "Reciprocal", x -> x.graph().constant(1, x.shape()).divide(x));
        operators.put("LeakyRelu", (node, in, weights) -> {
            double slope = node.number("alpha", 0.01);
            return each(node, in, x -> x.relu().subtract(x.negate().relu().scale(slope)));
        });
        operators.put("Elu", (node, in, weights) -> {
            double alpha = node.number("alpha", 1);
            return each(
                    node,
                    in,
                    x -> x.relu().add(x.negate().relu().negate().exp().add(-1).scale(alpha)));
        });
        operators.put("HardSigmoid", (node, in, weights) -> {
            double slope = node.number("alpha", 0.2);
            double shift = node.number("beta", 0.5);
            return each(node, in, x -> clipped(x.scale(slope).add(shift), 0, 1));
        });
        operators.put(
                "HardSwish",
                (node, in, weights) -> each(
                        node, in, x -> x.multiply(clipped(x.add(3), 0, RELU_6).scale(1.0 / 6))));
        operators.put("Clip", Elementwise::clip);
        operators.put("Pow", Elementwise::power);
        binary(operators, "Add", Value::add, (x, y) -> x + y, (x, y) -> x + y);
        binary(operators, "Sub", Value::subtract, (x, y) -> x - y, (x, y) -> x - y);
        binary(operators, "Mul", Value::multiply, (x, y) -> x * y, (x, y) -> x * y);
        binary(operators, "Div", Value::divide, (x, y) -> x / y, (x, y) -> x / y);
    }

    private static void unary(Map<String, Operator> operators, String name, UnaryOperator<Value> function) {
        operators.put(name, (node, in, weights) -> each(node, in, function));
    }

    private static Laid each(Node node, List<@Nullable Datum> in, UnaryOperator<Value> function) {
        Laid x = node.laid(in, 0);
        return x.with(function.apply(x.value()));
    }

    /** Of x between two bounds: least + relu(x − least) − relu(x − most). */
    private static Value clipped(Value x, double least, double most) {
        Value low = least == Double.NEGATIVE_INFINITY
                ? x
                : least == 0 ? x.relu() : x.add(-least).relu().add(least);
        return most == Double.POSITIVE_INFINITY
                ? low
                : low.subtract(x.add(-most).relu());
    }

    private static Datum clip(Node node, List<@Nullable Datum> in, Weights weights) {
        double least = bound(node, in, 1, "min", Double.NEGATIVE_INFINITY);
        double most = bound(node, in, 2, "max", Double.POSITIVE_INFINITY);
        if (least > most) {
            throw node.cannot("its least number " + least + " is above its most " + most);
        }
        return each(node, in, x -> clipped(x, least, most));
    }

    private static double bound(Node node, List<@Nullable Datum> in, int place, String attribute, double otherwise) {
        Datum given = Node.optional(in, place);
        double bound = given == null
                ? node.number(attribute, otherwise)
                : node.floats(in, place).values()[0];
        // Files write "no bound" as the largest float as well.
        return Math.abs(bound) >= Float.MAX_VALUE ? otherwise : bound;
    }

    private static Datum power(Node node, List<@Nullable Datum> in, Weights weights) {
        Datum exponent = node.argument(in, 1);
        boolean square = exponent instanceof Floats floats && floats.isNumber() && floats.values()[0] == 2
                || exponent instanceof Whole whole && whole.values().length == 1 && whole.values()[0] == 2;
        if (!square) {
            throw node.cannot("only squares are, but its exponent is another");
        }
        return each(node, in, Value::square);
    }

    private static void binary(
            Map<String, Operator> operators,
            String name,
            BinaryOperator<Value> function,
            DoubleBinaryOperator floats,
            LongBinaryOperator whole) {
        operators.put(name, (node, in, weights) -> {
            Datum a = node.argument(in, 0);
            Datum b = node.argument(in, 1);
            if (a instanceof Whole x && b instanceof Whole y) {
                return whole(node, x, y, whole);
            }
            if (a instanceof Floats x && b instanceof Floats y) {
                return floats(node, x, y, floats);
            }
            int[] shape = Broadcast.shape(a.sizes(), b.sizes());
            if (shape == null) {
                throw node.cannot("its shapes " + Arrays.toString(a.sizes()) + " and " + Arrays.toString(b.sizes())
                        + " do not go together");
            }
            int[] order = order(node, a, b, shape.length);
            return new Laid(
                    function.apply(placed(node, a, weights, shape, order), placed(node, b, weights, shape, order)),
                    order);
        });
    }

    /** The order of the larger one, so that as little as possible is turned. */
    private static int[] order(Node node, Datum a, Datum b, int rank) {
        if (a instanceof Laid x && x.rank() == rank && (!(b instanceof Laid y) || length(x) >= length(y))) {
            return x.order();
        }
        if (b instanceof Laid y && y.rank() == rank) {
            return y.order();
        }
        if (a instanceof Laid x && x.rank() == rank) {
            return x.order();
        }
        throw node.cannot("a constant has more axes than what is made of the examples");
    }

    private static int length(Laid laid) {
        return laid.value().shape().length();
    }

    private static Value placed(Node node, Datum datum, Weights weights, int[] shape, int... order) {
        if (datum instanceof Laid laid) {
            return Broadcast.to(laid, shape, order);
        }
        if (datum instanceof Floats floats) {
            return Broadcast.to(floats, weights, shape, order);
        }
        throw node.cannot("it mixes whole numbers with others");
    }

    private static Floats floats(Node node, Floats a, Floats b, DoubleBinaryOperator function) {
        Floats larger = a.values().length >= b.values().length ? a : b;
        boolean fits = a.isNumber() || b.isNumber() || Arrays.equals(a.sizes(), b.sizes());
        if (!fits) {
            throw node.cannot("two constants of different shapes");
        }
        float[] values = new float[larger.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    (float) function.applyAsDouble(a.values()[a.isNumber() ? 0 : i], b.values()[b.isNumber() ? 0 : i]);
        }
        return new Floats(node.result(), values, larger.sizes());
    }

    private static Whole whole(Node node, Whole a, Whole b, LongBinaryOperator function) {
        boolean one = a.values().length == 1;
        boolean other = b.values().length == 1;
        if (!one && !other && a.values().length != b.values().length) {
            throw node.cannot("two rows of different lengths");
        }
        Whole larger = a.values().length >= b.values().length ? a : b;
        long[] values = new long[larger.values().length];
        for (int i = 0; i < values.length; i++) {
            long divisor = b.values()[other ? 0 : i];
            if (divisor == 0 && node.operator().equals("Div")) {
                throw node.cannot("it divides by 0");
            }
            values[i] = function.applyAsLong(a.values()[one ? 0 : i], divisor);
        }
        return new Whole(values, larger.sizes());
    }
}
