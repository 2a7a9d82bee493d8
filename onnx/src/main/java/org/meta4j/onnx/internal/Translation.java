package org.meta4j.onnx.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Origin;
import org.meta4j.engine.Value;
import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.graph.UnaryOp;
import org.meta4j.onnx.ExportException;

/**
 * Traced values as ONNX nodes, operation by operation. A value has the same shape and order of numbers on both sides; images are
 * turned to ONNX's order of channels before a convolution and back behind it, which runtimes cancel between two of them.
 * Repetitions and constants are left to ONNX's broadcasting where an element-wise operation takes them.
 */
public final class Translation {
    private final Nodes nodes;
    private final Map<String, String> inputs;
    private final Parameters parameters;
    private final Map<Value, String> names = new HashMap<>();
    private final Convolutions convolutions;
    private final Pooling pooling;

    /**
     * @param inputs what the graph's inputs are called in ONNX
     * @param parameters numbers of the graph's parameters
     */
    public Translation(Nodes nodes, Map<String, String> inputs, Parameters parameters) {
        this.nodes = nodes;
        this.inputs = inputs;
        this.parameters = parameters;
        this.convolutions = new Convolutions(nodes);
        this.pooling = new Pooling(nodes);
    }

    /** Takes a value for written down already, and so what only that depends on. */
    public void know(Value value, String name) {
        names.put(value, name);
    }

    /**
     * Translates values and all that they depend on.
     *
     * @return what each is called
     * @throws ExportException that names all operations that cannot be expressed
     */
    public Map<Value, String> translate(Collection<Value> values) {
        TreeSet<Value> needed = needed(values);
        refuseUnknown(needed);
        parameters.prepare(needed.stream().filter(parameters::folds).toList());
        for (Value value : needed) {
            nodes.scope(scope(value.origin()));
            // What broadcasting may do is written down only where it is asked for.
            if (!isLazy(value.op()) && !names.containsKey(value)) {
                names.put(value, make(value));
            }
        }
        Map<Value, String> result = new HashMap<>();
        for (Value value : values) {
            nodes.scope(scope(value.origin()));
            result.put(value, whole(value));
        }
        nodes.scope("");
        return result;
    }

    private static boolean isLazy(Op op) {
        return op instanceof Op.Constant || op instanceof Op.Repeat || op instanceof Op.PoolIndex;
    }

    private TreeSet<Value> needed(Collection<Value> values) {
        TreeSet<Value> order = new TreeSet<>((a, b) -> Integer.compare(a.id(), b.id()));
        Collection<Value> open = values;
        while (!open.isEmpty()) {
            TreeSet<Value> next = new TreeSet<>(order.comparator());
            for (Value value : open) {
                if (order.add(value) && !parameters.folds(value) && !names.containsKey(value)) {
                    next.addAll(value.arguments());
                }
            }
            open = next;
        }
        return order;
    }

    private static void refuseUnknown(Collection<Value> values) {
        Map<String, Integer> unknown = new TreeMap<>();
        for (Value value : values) {
            Coverage.problem(value.op()).ifPresent(what -> unknown.merge(what, 1, Integer::sum));
        }
        if (!unknown.isEmpty()) {
            StringBuilder list = new StringBuilder();
            unknown.forEach((what, count) -> list.append(list.isEmpty() ? "" : ", ")
                    .append(count)
                    .append(" × ")
                    .append(what));
            throw new ExportException("ONNX cannot express these operations: " + list);
        }
    }

    private static String scope(Origin origin) {
        String order = "'".repeat(origin.order());
        return (origin.stage().isEmpty() ? "" : origin.stage() + "/") + origin.layer() + order;
    }

    /** A value with all of its numbers in its shape. */
    private String whole(Value value) {
        String known = names.get(value);
        if (known == null) {
            known = make(value);
            names.put(value, known);
        }
        return known;
    }

    /** A value in another shape of as many numbers. */
    private String shaped(Value value, int... sizes) {
        return reshaped(whole(value), value.shape().sizes(), sizes);
    }

    private String reshaped(String name, int[] from, int... to) {
        return Arrays.equals(from, to) ? name : nodes.add("Reshape", name, nodes.sizes(to));
    }

    private String make(Value value) {
        if (parameters.folds(value)) {
            return nodes.floats(
                    "folded" + value.id(), parameters.fold(value), value.shape().sizes());
        }
        Op op = value.op();
        int[] shape = value.shape().sizes();
        List<Value> arguments = value.arguments();
        if (op instanceof Op.Input input) {
            return Objects.requireNonNull(inputs.get(input.name()), input.name());
        } else if (op instanceof Op.Parameter parameter) {
            return nodes.floats(parameter.name(), parameters.get(parameter.name(), value.shape()), shape);
        } else if (op instanceof Op.Constant constant) {
            return expanded(nodes.number(constant.value()), shape);
        } else if (op instanceof Op.Repeat) {
            return expanded(repeat(value).name(), shape);
        } else if (op instanceof Op.Unary unary) {
            return unary(unary.function(), whole(arguments.get(0)));
        } else if (op instanceof Op.Binary binary) {
            return binary(binary.function(), arguments.get(0), arguments.get(1), shape);
        } else if (op instanceof Op.StopGradient) {
            return whole(arguments.get(0));
        } else if (op instanceof Op.Reshape) {
            return shaped(arguments.get(0), shape);
        } else if (op instanceof Op.Sum sum) {
            return sum(sum, arguments.get(0), shape);
        } else if (op instanceof Op.MaxColumns max) {
            String rows = shaped(arguments.get(0), max.rows(), max.columns());
            String largest = nodes.add("ReduceMax", rows, nodes.integers(1), Nodes.integer("keepdims", 0));
            return reshaped(largest, new int[] {max.rows()}, shape);
        } else if (op instanceof Op.Transpose t) {
            return transpose(t, arguments.get(0), shape);
        } else if (op instanceof Op.Rows rows) {
            int[] from = leading(arguments.get(0), rows.total(), rows.width());
            String cut = nodes.add(
                    "Slice",
                    List.of(
                            shaped(arguments.get(0), from),
                            nodes.integers(rows.from()),
                            nodes.integers(rows.from() + (long) rows.count()),
                            nodes.integers(0)));
            return reshaped(cut, with(from, rows.count()), shape);
        } else if (op instanceof Op.PadRows pad) {
            int[] from = leading(arguments.get(0), pad.count(), pad.width());
            String padded = nodes.add(
                    "Pad",
                    List.of(
                            shaped(arguments.get(0), from),
                            nodes.integers(pad.from(), pad.total() - pad.from() - (long) pad.count()),
                            nodes.number(0),
                            nodes.integers(0)));
            return reshaped(padded, with(from, pad.total()), shape);
        } else if (op instanceof Op.MatMul product) {
            String b = shaped(arguments.get(1), product.k(), product.n());
            String made = product.transposeA()
                    ? nodes.add(
                            "Gemm", shaped(arguments.get(0), product.k(), product.m()), b, Nodes.integer("transA", 1))
                    : nodes.add("MatMul", shaped(arguments.get(0), product.m(), product.k()), b);
            return reshaped(made, new int[] {product.m(), product.n()}, shape);
        } else if (op instanceof Op.Conv conv) {
            return convolutions.forward(conv.geometry(), whole(arguments.get(0)), whole(arguments.get(1)));
        } else if (op instanceof Op.ConvInput conv) {
            return convolutions.toImages(conv.geometry(), whole(arguments.get(0)), whole(arguments.get(1)));
        } else if (op instanceof Op.ConvWeight conv) {
            return convolutions.toFilters(conv.geometry(), whole(arguments.get(0)), whole(arguments.get(1)));
        } else if (op instanceof Op.PoolIndex pool) {
            return pooling.index(pool.geometry(), whole(arguments.get(0)));
        } else if (op instanceof Op.PoolTake take) {
            Value index = arguments.get(1);
            boolean own =
                    index.op() instanceof Op.PoolIndex && index.arguments().get(0) == arguments.get(0);
            return own
                    ? pooling.maximum(take.geometry(), whole(arguments.get(0)))
                    : pooling.take(take.geometry(), whole(arguments.get(0)), whole(index));
        } else if (op instanceof Op.PoolPut put) {
            return pooling.put(put.geometry(), whole(arguments.get(0)), whole(arguments.get(1)));
        }
        throw new IllegalStateException("refused operation " + op);
    }

    private String expanded(String name, int... shape) {
        return shape.length == 0 ? name : nodes.add("Expand", name, nodes.sizes(shape));
    }

    private String unary(UnaryOp function, String x) {
        return switch (function) {
            case NEGATE -> nodes.add("Neg", x);
            case EXP -> nodes.add("Exp", x);
            case LOG -> nodes.add("Log", x);
            case TANH -> nodes.add("Tanh", x);
            case SIGMOID -> nodes.add("Sigmoid", x);
            case RSQRT -> nodes.add("Reciprocal", nodes.add("Sqrt", x));
            case RELU -> nodes.add("Relu", x);
            case STEP -> nodes.add("Cast", positive(x), Nodes.integer("to", Nodes.FLOAT));
            case SQUARE -> nodes.add("Mul", x, x);
        };
    }

    private String positive(String x) {
        return nodes.add("Greater", x, nodes.number(0));
    }

    private String binary(BinaryOp function, Value a, Value b, int[] shape) {
        Operand x = operand(a);
        Operand y = operand(b);
        if (!Arrays.equals(Sizes.broadcast(x.sizes(), y.sizes()), shape)) {
            x = new Operand(whole(a), shape);
        }
        return switch (function) {
            case ADD -> nodes.add("Add", x.name(), y.name());
            case SUBTRACT -> nodes.add("Sub", x.name(), y.name());
            case MULTIPLY -> nodes.add("Mul", x.name(), y.name());
            case DIVIDE -> nodes.add("Div", x.name(), y.name());
            case MASK -> nodes.add("Where", List.of(positive(y.name()), x.name(), nodes.number(0)));
        };
    }

    /** Something that broadcasting makes a value of. */
    private record Operand(String name, int... sizes) {}

    private Operand operand(Value value) {
        if (value.op() instanceof Op.Constant constant) {
            return new Operand(nodes.number(constant.value()));
        }
        // Where it is written down already, it costs nothing.
        if (value.op() instanceof Op.Repeat && !names.containsKey(value) && !parameters.folds(value)) {
            return repeat(value);
        }
        return new Operand(whole(value), value.shape().sizes());
    }

    /** What is repeated, in the repetition's shape but for sizes of 1. */
    private Operand repeat(Value value) {
        Op.Repeat op = (Op.Repeat) value.op();
        Value source = value.arguments().get(0);
        int[] shape = value.shape().sizes();
        Sizes.@Nullable Range range = Sizes.range(shape, op.outer(), op.middle());
        if (range == null) {
            String split = nodes.add(
                    "Expand",
                    shaped(source, op.outer(), 1, op.inner()),
                    nodes.sizes(op.outer(), op.middle(), op.inner()));
            return new Operand(reshaped(split, new int[] {op.outer(), op.middle(), op.inner()}, shape), shape);
        }
        int[] ones = Sizes.ones(shape, range);
        int[] sizes = range.from() == 0 ? Arrays.copyOfRange(ones, range.to(), ones.length) : ones;
        return new Operand(shaped(source, sizes), sizes);
    }

    private String sum(Op.Sum op, Value argument, int[] shape) {
        int[] sizes = argument.shape().sizes();
        Sizes.@Nullable Range range = Sizes.range(sizes, op.outer(), op.middle());
        int[] from = range == null ? new int[] {op.outer(), op.middle(), op.inner()} : sizes;
        Sizes.Range summed = range == null ? new Sizes.Range(1, 2) : range;
        String sum = nodes.add(
                "ReduceSum",
                shaped(argument, from),
                nodes.sizes(summed.axes()),
                Nodes.integer("keepdims", 0),
                // Without axes all would be summed: there are none only where nothing is.
                Nodes.integer("noop_with_empty_axes", 1));
        return reshaped(sum, Sizes.without(from, summed), shape);
    }

    private String transpose(Op.Transpose op, Value argument, int[] shape) {
        int[] sizes = argument.shape().sizes();
        boolean asItIs =
                sizes.length >= 2 && sizes[sizes.length - 2] == op.rows() && sizes[sizes.length - 1] == op.columns();
        int[] from = asItIs ? sizes : new int[] {op.batch(), op.rows(), op.columns()};
        int[] order = new int[from.length];
        Arrays.setAll(order, i -> i);
        order[order.length - 2] = order.length - 1;
        order[order.length - 1] = order.length - 2;
        int[] to = from.clone();
        to[to.length - 2] = op.columns();
        to[to.length - 1] = op.rows();
        return reshaped(nodes.add("Transpose", shaped(argument, from), Nodes.ints("perm", order)), to, shape);
    }

    /** A shape whose first dimension is rows: the value's own if it is so already. */
    private static int[] leading(Value value, int rows, int width) {
        int[] sizes = value.shape().sizes();
        return sizes.length > 0 && sizes[0] == rows ? sizes : new int[] {rows, width};
    }

    private static int[] with(int[] sizes, int rows) {
        int[] result = sizes.clone();
        result[0] = rows;
        return result;
    }
}
