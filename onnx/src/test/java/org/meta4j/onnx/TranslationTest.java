package org.meta4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.onnx.internal.Nodes;
import org.meta4j.onnx.internal.Parameters;
import org.meta4j.onnx.internal.Translation;

/** Each operation, run by ONNX Runtime, against the reference executor in double precision. */
class TranslationTest {
    private static final int[] X = {2, 3, 4};

    private record Pair(Value x, Value y) {}

    private static Arguments of(String name, int[] x, int[] y, Function<Pair, Value> trace) {
        return Arguments.of(name, x, y, trace);
    }

    private static Arguments ofOne(String name, Function<Value, Value> trace, int... x) {
        return of(name, x, new int[] {1}, pair -> trace.apply(pair.x));
    }

    private static Value gradient(Value of, Value to) {
        // Weights that are all different, so that no element stands for another.
        Value weighted = of.multiply(of.tanh())
                .multiply(of.graph().input("weights of " + of.id(), of.shape().sizes()));
        return Grad.of(weighted.sum(), List.of(to)).get(0);
    }

    static Stream<Arguments> operations() {
        int[] images = {2, 7, 6, 3};
        int[] filters = {3, 3, 3, 4};
        return Stream.of(
                ofOne("negate and exp", x -> x.negate().exp(), X),
                ofOne("log of squares", x -> x.square().add(0.5).log(), X),
                ofOne("tanh", Value::tanh, X),
                ofOne("sigmoid", Value::sigmoid, X),
                ofOne("rsqrt", x -> x.square().add(0.1).rsqrt(), X),
                ofOne("relu", Value::relu, X),
                ofOne("step", x -> gradient(x.relu(), x), X),
                of("add a row", X, new int[] {4}, p -> p.x.add(p.y)),
                of("subtract from a row", X, new int[] {4}, p -> p.y.subtract(p.x)),
                of("multiply by a matrix", X, new int[] {3, 4}, p -> p.x.multiply(p.y)),
                of(
                        "divide by a number",
                        X,
                        new int[] {},
                        p -> p.x.divide(p.y.square().add(1))),
                of("where a row is positive", X, new int[] {4}, p -> p.x.where(p.y)),
                of(
                        "a row where something is positive",
                        X,
                        new int[] {4},
                        p -> p.y.repeat(0, 2, 3).where(p.x)),
                of(
                        "a column and a row",
                        new int[] {3},
                        new int[] {4},
                        p -> p.x.repeat(1, 4).multiply(p.y.repeat(0, 3))),
                of(
                        "repetitions along the same dimension, of different shapes",
                        new int[] {2, 4},
                        new int[] {4},
                        p -> p.x.repeat(1, 3).add(p.y.repeat(0, 2, 3)).square()),
                ofOne("repeat in the middle", x -> x.repeat(1, 5, 2), X),
                ofOne(
                        "repeat, then reshape across",
                        x -> x.repeat(0, 3).reshape(2, 36).square(),
                        X),
                ofOne("a constant by itself", x -> x.graph().constant(2.5, Shape.of(X)), X),
                ofOne("sum of all", Value::sum, X),
                ofOne("sum of the middle", x -> x.sum(1, 2), X),
                ofOne("sum of the last two", x -> x.square().sum(1, 3), X),
                ofOne("mean of the first", x -> x.tanh().mean(0, 1), X),
                ofOne("largest of each row", Value::maxLast, X),
                ofOne("log softmax", Value::logSoftmax, X),
                ofOne("reshape", x -> x.reshape(6, 4).tanh().reshape(2, 12), X),
                ofOne("transpose", Value::transpose, X),
                ofOne("rows", x -> x.rows(1, 2), 4, 3),
                ofOne("padded rows", x -> x.padRows(1, 2), X),
                ofOne("no gradient", x -> x.tanh().stopGradient(), X),
                of("product", new int[] {3, 4}, new int[] {4, 2}, p -> p.x.matmul(p.y)),
                of(
                        "transposed product",
                        new int[] {4, 3},
                        new int[] {4, 2},
                        p -> p.x.transpose().matmul(p.y)),
                of("convolution", images, filters, p -> p.x.convolve(p.y, 1, 1)),
                of("strided convolution", images, filters, p -> p.x.convolve(p.y, 2, 1)),
                of("convolution, gradient to images", images, filters, p -> gradient(p.x.convolve(p.y, 1, 1), p.x)),
                of("convolution, gradient to filters", images, filters, p -> gradient(p.x.convolve(p.y, 1, 1), p.y)),
                of("strided, gradient to images", images, filters, p -> gradient(p.x.convolve(p.y, 2, 1), p.x)),
                of("strided, gradient to filters", images, filters, p -> gradient(p.x.convolve(p.y, 2, 1), p.y)),
                of("no padding, stride 3, to images", images, filters, p -> gradient(p.x.convolve(p.y, 3, 0), p.x)),
                of("no padding, stride 3, to filters", images, filters, p -> gradient(p.x.convolve(p.y, 3, 0), p.y)),
                of("wide padding, to images", images, filters, p -> gradient(p.x.convolve(p.y, 2, 3), p.x)),
                of("wide padding, to filters", images, filters, p -> gradient(p.x.convolve(p.y, 2, 3), p.y)),
                of(
                        "second derivative of a convolution",
                        images,
                        filters,
                        p -> gradient(gradient(p.x.convolve(p.y, 2, 1), p.y), p.x)),
                ofOne("pooling", x -> x.maxPool(2), images),
                ofOne("pooling by threes", x -> x.maxPool(3), images),
                ofOne("gradient of pooling", x -> gradient(x.maxPool(2), x), images),
                ofOne(
                        "gradient of pooling equal elements",
                        x -> gradient(x.relu().maxPool(2), x),
                        images),
                ofOne(
                        "second derivative of pooling",
                        x -> gradient(gradient(x.tanh().maxPool(2), x), x),
                        images));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void computesWhatTheReferenceDoes(String name, int[] x, int[] y, Function<Pair, Value> trace) {
        Graph graph = new Graph();
        Value result = trace.apply(new Pair(graph.input("x", x), graph.input("y", y)));
        Map<String, Shape> shapes = inputs(result);
        Nodes nodes = new Nodes();
        Map<String, String> names = new LinkedHashMap<>();
        shapes.forEach((input, shape) -> names.put(input, nodes.input(input, Nodes.FLOAT, shape.sizes())));
        String made = new Translation(nodes, names, new Parameters(Tensors.of(Map.of())))
                .translate(List.of(result))
                .get(result);
        nodes.output("result", made, Nodes.FLOAT, result.shape().sizes());
        SplittableRandom random = new SplittableRandom(11);
        Map<String, float[]> single = new HashMap<>();
        Map<String, double[]> wide = new HashMap<>();
        shapes.forEach((input, shape) -> {
            float[] values = new float[shape.length()];
            for (int i = 0; i < values.length; i++) {
                // Few different numbers, zero among them: windows have equal maxima.
                values[i] = (random.nextInt(7) - 3) / 2f;
            }
            single.put(input, values);
            double[] numbers = new double[values.length];
            Arrays.setAll(numbers, i -> values[i]);
            wide.put(input, numbers);
        });

        float[] theirs =
                Ort.run(new OnnxModel(nodes.model(name, "test")), single).get("result");

        double[] ours = Reference.evaluate(List.of(result), wide).get(result);
        assertThat(theirs).hasSize(ours.length);
        for (int i = 0; i < ours.length; i++) {
            assertThat((double) theirs[i])
                    .as(name + " at " + i)
                    .isCloseTo(ours[i], within(1e-4 * (1 + Math.abs(ours[i]))));
        }
    }

    @Test
    void allOperationsThatCannotBeExpressedAreNamedAtOnce() {
        Graph graph = new Graph();
        Value x = graph.input("x", X);
        Value y = x.scale(1e300).add(x.tanh().scale(1e200)).add(x.exp().scale(1e300));

        assertThatThrownBy(() -> new Translation(new Nodes(), Map.of("x", "x"), new Parameters(Tensors.of(Map.of())))
                        .translate(List.of(y)))
                .isInstanceOf(ExportException.class)
                .hasMessage("ONNX cannot express these operations: 1 × constant 1.0E200, 1 × constant 1.0E300");
    }

    private static Map<String, Shape> inputs(Value result) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        TreeSet<Value> seen = new TreeSet<>((a, b) -> Integer.compare(a.id(), b.id()));
        collect(result, seen);
        for (Value value : seen) {
            if (value.op() instanceof org.meta4j.engine.graph.Op.Input input) {
                shapes.put(input.name(), value.shape());
            }
        }
        return shapes;
    }

    private static void collect(Value value, TreeSet<Value> seen) {
        if (seen.add(value)) {
            value.arguments().forEach(argument -> collect(argument, seen));
        }
    }
}
