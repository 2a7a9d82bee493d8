package org.meta4j.onnx.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.ConvGeometry;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.graph.UnaryOp;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.onnx.ExportException;

/**
 * The layers of an encoder, found in its graph: what normalisation by running statistics does to a channel is a multiplication and
 * an addition, which are put into the weights and the bias of the layer before.
 */
public final class EncoderChain {
    private static final String EXAMPLES = "examples";

    /** More than one example, so that a repetition over examples can be told from a shape. */
    private static final int COUNT = 2;

    private final Parameters parameters;
    private final int count;
    private final Map<String, Integer> problems = new TreeMap<>();
    private final List<Building> layers = new ArrayList<>();
    private final Map<Value, Boolean> data = new HashMap<>();

    private EncoderChain(Parameters parameters, int count) {
        this.parameters = parameters;
        this.count = count;
    }

    /**
     * The layers that a graph begins with.
     *
     * @param end the value behind them
     */
    public record Beginning(List<EncoderLayer> layers, Value end) {
        public Beginning {
            layers = List.copyOf(layers);
        }
    }

    /**
     * The layers that stand one behind the other between examples and the first value that is used twice, or made by an
     * operation that is no layer; none if that is the examples themselves.
     *
     * @param examples the graph's only input
     * @param answers what is computed of it
     */
    public static Beginning beginning(Value examples, Value answers, Parameters parameters) {
        EncoderChain chain = new EncoderChain(parameters, examples.shape().size(0));
        Map<Value, Set<Value>> users = new HashMap<>();
        chain.users(answers, users);
        Value end = examples;
        for (Value next = chain.onlyUser(users, end); next != null; next = chain.onlyUser(users, end)) {
            chain.add(next);
            end = next;
        }
        return new Beginning(chain.layers.stream().map(Building::layer).toList(), end);
    }

    private void users(Value value, Map<Value, Set<Value>> users) {
        if (value.op() instanceof Op.Input) {
            return;
        }
        for (Value argument : before(value)) {
            Set<Value> known = users.get(argument);
            if (known != null) {
                known.add(value);
            } else {
                users.put(argument, new HashSet<>(Set.of(value)));
                users(argument, users);
            }
        }
    }

    /** The only value that is made of another one, and of no further one, if it is a layer; null otherwise. */
    private @Nullable Value onlyUser(Map<Value, Set<Value>> users, Value value) {
        Set<Value> all = users.getOrDefault(value, Set.of());
        if (all.size() != 1) {
            return null;
        }
        Value user = all.iterator().next();
        return before(user).size() == 1 && isLayer(user) ? user : null;
    }

    /**
     * The layers of a network.
     *
     * @throws ExportException that names all operations that are no layer of a chain
     */
    public static List<EncoderLayer> of(Network network, Tensors parameters, Tensors statistics) {
        Graph graph = new Graph();
        Value features = network.apply(
                graph.parameters(parameters),
                graph.input(EXAMPLES, Sizes.batch(COUNT, network.exampleShape())),
                Normalisation.with(graph.parameters(statistics)));
        EncoderChain chain = new EncoderChain(new Parameters(parameters.and(statistics)), COUNT);
        chain.walk(features);
        if (!chain.problems.isEmpty()) {
            StringBuilder list = new StringBuilder();
            chain.problems.forEach((what, count) -> list.append(list.isEmpty() ? "" : ", ")
                    .append(count)
                    .append(" × ")
                    .append(what));
            throw new ExportException("the encoder of network " + network.name()
                    + " is no chain of layers that can be exported; in the way are " + list);
        }
        return chain.layers.stream().map(Building::layer).toList();
    }

    private void walk(Value features) {
        Set<Value> all = new HashSet<>();
        check(features, all);
        if (!problems.isEmpty()) {
            return;
        }
        Deque<Value> path = new ArrayDeque<>();
        for (Value at = features;
                !(at.op() instanceof Op.Input);
                at = before(at).get(0)) {
            path.push(at);
        }
        path.forEach(this::add);
    }

    /** Looks at all that depends on the examples, so that all that is in the way is found at once. */
    private void check(Value value, Set<Value> seen) {
        if (value.op() instanceof Op.Input || !dependsOnData(value) || !seen.add(value)) {
            return;
        }
        List<Value> before = before(value);
        if (before.size() > 1) {
            problem(value, "of two branches");
        } else if (!isLayer(value)) {
            problem(value, "to " + value.shape());
        }
        before.forEach(argument -> check(argument, seen));
    }

    /** The arguments that the examples come through. */
    private List<Value> before(Value value) {
        if (value.op() instanceof Op.PoolTake) {
            Value source = value.arguments().get(0);
            Value index = value.arguments().get(1);
            return index.op() instanceof Op.PoolIndex && index.arguments().get(0) == source
                    ? List.of(source)
                    : value.arguments();
        }
        return value.arguments().stream().filter(this::dependsOnData).distinct().toList();
    }

    private boolean dependsOnData(Value value) {
        Boolean known = data.get(value);
        if (known == null) {
            known = value.op() instanceof Op.Input || value.arguments().stream().anyMatch(this::dependsOnData);
            data.put(value, known);
        }
        return known;
    }

    private void problem(Value value, String what) {
        Op op = value.op();
        String name = op instanceof Op.Unary unary
                ? unary.function().name()
                : op instanceof Op.Binary binary
                        ? binary.function().name()
                        : op.getClass().getSimpleName();
        problems.merge(name + " " + what, 1, Integer::sum);
    }

    private boolean isLayer(Value value) {
        Op op = value.op();
        Value first = value.arguments().get(0);
        if (op instanceof Op.Conv || op instanceof Op.MatMul product && !product.transposeA()) {
            return dependsOnData(first) && !dependsOnData(value.arguments().get(1));
        } else if (op instanceof Op.Binary binary) {
            boolean swapped = !dependsOnData(first);
            return binary.function() != BinaryOp.MASK
                    && !(binary.function() == BinaryOp.DIVIDE && swapped)
                    && channels(value.arguments().get(swapped ? 0 : 1)) != null;
        } else if (op instanceof Op.Unary unary) {
            return isActivation(unary.function());
        } else if (op instanceof Op.Reshape) {
            return value.shape().rank() == 2 && value.shape().size(0) == count;
        } else if (op instanceof Op.Sum sum) {
            return sum.outer() == count
                    && first.shape().rank() == 4
                    && sum.inner() == first.shape().size(3);
        }
        return op instanceof Op.PoolTake || op instanceof Op.StopGradient;
    }

    private void add(Value value) {
        Op op = value.op();
        if (op instanceof Op.Conv conv) {
            layers.add(convolution(
                    conv.geometry(), parameters.fold(value.arguments().get(1))));
        } else if (op instanceof Op.MatMul product) {
            float[] weights = parameters.fold(value.arguments().get(1));
            layers.add(
                    new Building(new EncoderLayer.Linear(weights, new float[product.n()], product.k(), product.n())));
        } else if (op instanceof Op.Binary binary) {
            affine(binary.function(), value);
        } else if (op instanceof Op.Unary unary) {
            layers.add(new Building(new EncoderLayer.Function(unary.function())));
        } else if (op instanceof Op.PoolTake take) {
            layers.add(new Building(new EncoderLayer.Pool(take.geometry().side())));
        } else if (op instanceof Op.Reshape) {
            layers.add(new Building(new EncoderLayer.Flatten(value.shape().size(1))));
        } else if (op instanceof Op.Sum sum) {
            layers.add(new Building(new EncoderLayer.PixelSum(1, sum.middle())));
        }
    }

    private static boolean isActivation(UnaryOp function) {
        return function == UnaryOp.RELU || function == UnaryOp.TANH || function == UnaryOp.SIGMOID;
    }

    /** From the engine's filters [height, width, channels, filters]. */
    private static Building convolution(ConvGeometry g, float[] filters) {
        float[] weights = new float[filters.length];
        int taps = g.taps();
        for (int tap = 0; tap < taps; tap++) {
            for (int c = 0; c < g.channels(); c++) {
                for (int f = 0; f < g.filters(); f++) {
                    weights[(f * g.channels() + c) * taps + tap] = filters[(tap * g.channels() + c) * g.filters() + f];
                }
            }
        }
        return new Building(new EncoderLayer.Convolution(
                weights,
                new float[g.filters()],
                g.filters(),
                g.channels(),
                g.kernelHeight(),
                g.kernelWidth(),
                g.stride(),
                g.padding()));
    }

    private void affine(BinaryOp function, Value value) {
        boolean swapped = !dependsOnData(value.arguments().get(0));
        double[] other = Objects.requireNonNull(channels(value.arguments().get(swapped ? 0 : 1)));
        double[] scale = new double[other.length];
        double[] shift = new double[other.length];
        for (int i = 0; i < other.length; i++) {
            scale[i] = switch (function) {
                case MULTIPLY -> other[i];
                case DIVIDE -> 1 / other[i];
                case SUBTRACT -> swapped ? -1 : 1;
                default -> 1;
            };
            shift[i] = switch (function) {
                case ADD -> other[i];
                case SUBTRACT -> swapped ? other[i] : -other[i];
                default -> 0;
            };
        }
        Building last = layers.isEmpty() ? null : layers.get(layers.size() - 1);
        if (last == null || !last.takes(scale, shift)) {
            Building own = Building.identity(scale.length);
            own.takes(scale, shift);
            layers.add(own);
        }
    }

    /** What a value that depends on parameters alone is in each channel; null if it differs between examples or pixels. */
    private double @Nullable [] channels(Value value) {
        int[] sizes = value.shape().sizes();
        if (sizes.length < 2) {
            return null;
        }
        int channels = sizes[sizes.length - 1];
        double[] all = parameters.wide(value);
        double[] result = new double[channels];
        for (int i = 0; i < all.length; i++) {
            if (i < channels) {
                result[i] = all[i];
            } else if (all[i] != result[i % channels]) {
                return null;
            }
        }
        return result;
    }
}
