package org.meta4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.engine.internal.kernels.KernelProvider;
import org.meta4j.engine.internal.kernels.Kernels;
import org.meta4j.engine.internal.kernels.PlainKernels;

/** Convolutions of 3 × 3 and stride 1 by minimal filtering, against naive loops in double precision. */
class WinogradTest {
    private final DrawnInputs inputs = new DrawnInputs();

    /** A convolution, its gradients to images and filters, and a gradient of these. */
    private Map<String, Value> outputs(int images, int height, int width, int channels, int filters, int padding) {
        Graph graph = new Graph();
        Value x = inputs.input(graph, "x", images, height, width, channels);
        Value w = inputs.input(graph, "w", 3, 3, channels, filters);
        Value y = x.convolve(w, 1, padding);
        Value cotangent =
                inputs.input(graph, "cotangent", images, height + 2 * padding - 2, width + 2 * padding - 2, filters);
        Map<String, Value> first = Grad.of(y.multiply(cotangent).multiply(y).sum(), Values.of(Map.of("x", x, "w", w)))
                .asMap();
        Value curved = first.get("x").square().sum().add(first.get("w").square().mean());
        Map<String, Value> outputs = new LinkedHashMap<>();
        outputs.put("y", y);
        outputs.put("gradient to x", first.get("x"));
        outputs.put("gradient to w", first.get("w"));
        Grad.of(curved, Values.of(Map.of("x", x, "w", w)))
                .asMap()
                .forEach((name, value) -> outputs.put("second gradient to " + name, value));
        return outputs;
    }

    @ParameterizedTest
    @CsvSource({
        "4, 14, 14, 16, 16, 1",
        "4, 7, 9, 20, 17, 1",
        "5, 9, 10, 16, 33, 0",
        "3, 12, 11, 19, 16, 2",
        "9, 7, 7, 16, 16, 1",
        "40, 14, 14, 16, 16, 1",
    })
    void theyGiveWhatTheReferenceGives(int images, int height, int width, int channels, int filters, int padding) {
        Map<String, Value> outputs = outputs(images, height, width, channels, filters, padding);
        Program program = Program.compile(outputs);
        assertThat(program.toString())
                .contains("winograd Conv", "winograd-input Conv", "winograd-weight Conv")
                .doesNotContain(" conv Conv");
        Map<String, double[]> doubles = new HashMap<>();
        inputs.numbers().forEach((name, numbers) -> doubles.put(name, doubles(numbers)));
        Map<Value, double[]> expected = Reference.evaluate(outputs.values(), doubles);
        for (Kernels kernels : new Kernels[] {KernelProvider.get(), new PlainKernels()}) {
            Map<String, float[]> results = inputs.run(program, 2, kernels);
            outputs.forEach((name, value) -> {
                double[] wanted = expected.get(value);
                double largest = Arrays.stream(wanted).map(Math::abs).max().orElseThrow();
                assertThat(doubles(results.get(name)))
                        .as(name + " by " + kernels.name())
                        .containsExactly(wanted, Offset.offset(3e-6 * largest));
            });
        }
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        Program program = Program.compile(outputs(40, 14, 14, 16, 16, 1));
        Map<String, float[]> one = inputs.run(program, 1, KernelProvider.get());
        Map<String, float[]> three = inputs.run(program, 3, KernelProvider.get());
        one.forEach((name, numbers) -> assertThat(three.get(name)).as(name).isEqualTo(numbers));
    }

    @Test
    void filtersThatAreParametersAreTransformedOnceARun() {
        Graph graph = new Graph();
        Value y = inputs.input(graph, "x", 8, 14, 14, 16).convolve(graph.parameter("w", Shape.of(3, 3, 16, 16)), 1, 1);
        assertThat(Program.compile(Map.of("y", y)).toString()).contains("once  winograd-filters");
    }

    @Test
    void smallImagesStridesAndFewChannelsGoTheDirectWay() {
        Graph graph = new Graph();
        Value small =
                inputs.input(graph, "small", 20, 3, 3, 16).convolve(inputs.input(graph, "w1", 3, 3, 16, 16), 1, 1);
        Value strided =
                inputs.input(graph, "strided", 20, 14, 14, 16).convolve(inputs.input(graph, "w2", 3, 3, 16, 16), 2, 1);
        Value few = inputs.input(graph, "few", 20, 14, 14, 9).convolve(inputs.input(graph, "w3", 3, 3, 9, 16), 1, 1);
        assertThat(Program.compile(Map.of("small", small, "strided", strided, "few", few))
                        .toString())
                .doesNotContain("winograd");
    }

    private static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = numbers[i];
        }
        return doubles;
    }
}
