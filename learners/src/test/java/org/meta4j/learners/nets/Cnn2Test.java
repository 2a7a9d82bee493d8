package org.meta4j.learners.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.tasks.ExampleShape;

class Cnn2Test {
    @Test
    void byDefaultItIsConv32PoolConv64PoolDense128() {
        Cnn2 network = new Cnn2(ExampleShape.image(28, 28, 1), Cnn2.DEFAULT_FILTERS);

        Map<String, String> shapes = network.initialise(1).asMap().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Arrays.toString(entry.getValue().shape().sizes())));
        assertThat(shapes)
                .containsOnly(
                        Map.entry("block1.conv.weight", "[3, 3, 1, 32]"),
                        Map.entry("block1.conv.bias", "[32]"),
                        Map.entry("block2.conv.weight", "[3, 3, 32, 64]"),
                        Map.entry("block2.conv.bias", "[64]"),
                        Map.entry("dense.weight", "[" + 7 * 7 * 64 + ", 128]"),
                        Map.entry("dense.bias", "[128]"));
        assertThat(network.features()).isEqualTo(128);
        assertThat(network.initialStatistics().asMap()).isEmpty();
    }

    @Test
    void aTinyImageComesOutAsComputedByHand() {
        // 4×4 pixels, of which (1, 1) is 2 and the rest 0; first block: filter 0 is 1 in its middle, bias −0.5.
        Cnn2 network = new Cnn2(ExampleShape.image(4, 4, 1), 1);
        Tensors parameters = network.initialise(0).map(tensor -> org.meta4j.engine.Tensor.zeros(tensor.shape()));
        parameters.get("block1.conv.weight").values()[4] = 1;
        parameters.get("block1.conv.bias").values()[0] = -0.5f;
        // Second block, two filters: 3 · middle, and the pixel to the left.
        float[] second = parameters.get("block2.conv.weight").values();
        second[4 * 2] = 3;
        second[3 * 2 + 1] = 1;
        float[] dense = parameters.get("dense.weight").values();
        dense[0] = 1;
        dense[4 + 1] = 10;
        parameters.get("dense.bias").values()[2] = -7;
        Graph graph = new Graph();
        Value x = graph.input("x", 1, 4, 4, 1);
        Value y = network.apply(graph.parameters(parameters), x, Normalisation.ofBatch());
        Map<String, double[]> inputs = new java.util.HashMap<>();
        parameters.asMap().forEach((name, tensor) -> {
            double[] numbers = new double[tensor.values().length];
            Arrays.setAll(numbers, i -> tensor.values()[i]);
            inputs.put(name, numbers);
        });
        double[] image = new double[16];
        image[5] = 2;
        inputs.put("x", image);

        // Block 1: 1.5 at (1, 1), pooled to (0, 0). Block 2: 4.5 at (0, 0), and 1.5 at (0, 1), pooled to one pixel.
        double[] features = Reference.evaluate(List.of(y), inputs).get(y);
        assertThat(features).hasSize(4);
        assertThat(features[0]).isCloseTo(4.5, within(1e-12));
        assertThat(features[1]).isCloseTo(15, within(1e-12));
        assertThat(features[2]).isEqualTo(-7);
        assertThat(features[3]).isZero();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new Cnn2(ExampleShape.features(9), 1))
                .hasMessageContaining("height × width × channels");
        assertThatThrownBy(() -> new Cnn2(ExampleShape.image(3, 9, 1), 1)).hasMessageContaining("at least 4 pixels");
        assertThatThrownBy(() -> new Cnn2(ExampleShape.image(9, 9, 1), 0))
                .hasMessage("filters must be at least 1, but was 0");
    }
}
