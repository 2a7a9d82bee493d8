package org.meta4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of products that are added up in the place of their first term. */
class AccumulationTest {
    private final SplittableRandom random = new SplittableRandom(5);
    private final Map<String, float[]> inputs = new HashMap<>();
    private final Graph graph = new Graph();

    private Value input(String name, int... sizes) {
        float[] numbers = new float[Shape.of(sizes).length()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (random.nextDouble() - 0.5);
        }
        inputs.put(name, numbers);
        return graph.input(name, sizes);
    }

    /** One inner step of a perceptron of two layers, and the gradient through it to where it began. */
    private Map<String, Value> metaGradient() {
        Value x = input("x", 10, 7);
        Value first = input("first", 7, 23);
        Value second = input("second", 23, 18);
        Value third = input("third", 18, 2);
        Map<String, Value> weights = new LinkedHashMap<>();
        weights.put("first", first);
        weights.put("second", second);
        weights.put("third", third);
        Value inner = loss(x, first, second, third);
        Values slopes = Grad.of(inner, Values.of(weights));
        Value outer = loss(
                input("queries", 6, 7),
                first.subtract(slopes.get("first").scale(0.1)),
                second.subtract(slopes.get("second").scale(0.1)),
                third.subtract(slopes.get("third").scale(0.1)));
        Map<String, Value> outputs = new LinkedHashMap<>();
        outputs.put("loss", outer);
        Grad.of(outer, Values.of(weights)).asMap().forEach(outputs::put);
        return outputs;
    }

    private static Value loss(Value x, Value first, Value second, Value third) {
        return x.matmul(first)
                .relu()
                .matmul(second)
                .relu()
                .matmul(third)
                .square()
                .mean();
    }

    @Test
    void aMetaGradientHasNoStepThatAddsGradientsOfWeights() {
        Map<String, Value> outputs = metaGradient();
        Program program = Program.compile(outputs);
        for (ProgramStep step : program.steps()) {
            for (ProgramStep.Operation operation : step.operations()) {
                if (operation.kind() == ProgramStep.Kind.FUSED
                        && operation.name().equals("add")) {
                    assertThat(operation.shape())
                            .as("%s%n%s", operation, program)
                            .isNotIn(String.valueOf(7 * 23), String.valueOf(23 * 18), String.valueOf(18 * 2));
                }
            }
        }
        // The second layer's is the sum of three products, the others' of two.
        assertThat(program.toString().lines().filter(line -> line.contains("matmul AᵀB") && line.contains(" +> ")))
                .as(program.toString())
                .hasSizeGreaterThanOrEqualTo(4);
        assertAsReference(program, outputs, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void termsMayBeReadByOthersBeforeTheyAreAddedTo(int threads) {
        Value a = input("a", 30, 20);
        Value b = input("b", 20, 17);
        Value c = input("c", 30, 20);
        Value product = a.matmul(b);
        Value scaled = product.scale(-0.5).relu();
        Value sum = product.add(c.matmul(b));
        assertAsReference(Map.of("scaled", scaled, "sum", sum.exp()), threads, 1);
    }

    @Test
    void aTermThatIsReadLaterIsLeftAlone() {
        Value a = input("a", 30, 20);
        Value b = input("b", 20, 20);
        Value product = a.matmul(b);
        Value sum = product.add(a.relu().matmul(b));
        Value later = product.multiply(sum.matmul(b));
        assertAsReference(Map.of("later", later, "sum", sum), 1, 0);
    }

    @Test
    void aProductOfItsAddendIsNotWrittenOverIt() {
        Value a = input("a", 20, 20);
        Value product = a.matmul(a);
        assertAsReference(Map.of("sum", product.add(product.matmul(a)).relu()), 1, 0);
    }

    @Test
    void resultsAreNotAddedTo() {
        Value a = input("a", 20, 20);
        Value first = a.matmul(a.relu());
        Value second = a.relu().matmul(a);
        assertAsReference(Map.of("first", first, "second", second, "sum", first.add(second)), 1, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void longSumsStayInOnePlace(int threads) {
        Value sum = input("a0", 33, 15).transpose().matmul(input("b0", 33, 40));
        for (int i = 1; i < 6; i++) {
            sum = sum.add(input("a" + i, 33, 15).transpose().matmul(input("b" + i, 33, 40)));
        }
        Map<String, Value> outputs = Map.of("sum", sum);
        assertAsReference(outputs, threads, 5);
        Program program = Program.compile(outputs);
        assertThat(program.passes()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40})
    void aProductBeginsFromItsBias(int columns) {
        Value x = input("x", 200, 30);
        Value hidden = x.matmul(input("w", 30, columns)).add(input("b", columns));
        Value outputs = hidden.relu().matmul(input("v", columns, 1)).add(input("c", 1));
        Map<String, Value> wanted = Map.of("outputs", outputs, "gate", hidden.where(hidden), "square", hidden.square());
        assertThat(Program.compile(wanted).toString()).doesNotContain("= ADD").contains(" + work@");
        for (int threads = 1; threads <= 2; threads++) {
            assertAsReference(wanted, threads, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9})
    void gradientsOfFiltersAreAddedUpToo(int channels) {
        Value filters = input("filters", 3, 3, channels, 16);
        Value loss = graph.constant(0, Shape.of());
        for (int i = 0; i < 3; i++) {
            Value images = input("images" + i, 9, 25 - i, 14, channels);
            loss = loss.add(images.convolve(filters, 2, 1).square().mean());
        }
        Value gradient = Grad.of(loss, List.of(filters)).get(0);
        for (int threads = 1; threads <= 2; threads++) {
            assertAsReference(Map.of("gradient", gradient), threads, 2);
        }
    }

    private void assertAsReference(Map<String, Value> outputs, int threads, int accumulated) {
        Program program = Program.compile(outputs);
        assertThat(program.toString().lines().filter(line -> line.contains(" +> ")))
                .as(program.toString())
                .hasSize(accumulated);
        assertAsReference(program, outputs, threads);
    }

    private void assertAsReference(Program program, Map<String, Value> outputs, int threads) {
        Map<String, double[]> doubles = new HashMap<>();
        inputs.forEach((name, numbers) -> doubles.put(name, doubles(numbers)));
        Map<Value, double[]> expected = Reference.evaluate(outputs.values(), doubles);
        try (Workers workers = new Workers(threads)) {
            Runner runner = new Runner(program, workers);
            // Twice: a run leaves nothing that the next one would add to.
            for (int i = 0; i < 2; i++) {
                runner.run(
                        (task, in) -> inputs.forEach(in::set),
                        (task, out) -> outputs.forEach((name, value) -> {
                            double[] wanted = expected.get(value);
                            double largest =
                                    Arrays.stream(wanted).map(Math::abs).max().orElseThrow();
                            assertThat(doubles(out.get(name)))
                                    .as(name)
                                    .containsExactly(wanted, Offset.offset(1e-5 * largest));
                        }));
            }
        }
    }

    private static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = numbers[i];
        }
        return doubles;
    }
}
