package org.meta4j.learners.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.tasks.ExampleShape;

class LayeredTest {
    private static final ExampleShape DIGIT = ExampleShape.image(28, 28, 1);

    @ParameterizedTest
    @CsvSource({
        // Caffe's LeNet-5: 20·(25+1) + 50·(20·25+1) + 500·(800+1) + 10·(500+1), as its papers count.
        Layered.LENET_5 + ", 431080",
        Layered.LENET_300_100 + ", 266610",
        "mlp-784-128-128-10, 118282",
        "conv32-pool-conv64-pool-conv64-dense64-dense10, 257162"
    })
    void theParametersOfWellKnownNetworksAreAsManyAsTheirPapersSay(String text, long count) {
        assertThat(Layered.parse(text, DIGIT).initialise(1).length()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Layered.LENET_5,
                "conv8x5-pool3-conv4vlin-drop0.25-dense7lin-dense3",
                "dense7-dense3relu",
                "drop0.2-dense7-drop0.5-dense3",
                "conv8-pool"
            })
    void textIsReadAndWrittenTheSame(String text) {
        assertThat(Layered.parse(text, DIGIT).text()).isEqualTo(text);
    }

    @Test
    void aReluFollowsAllButTheLastLayerWithWeights() {
        assertThat(Layered.parse("conv8x5v-pool-dense7-dense3-drop0.5", DIGIT).layers())
                .containsExactly(
                        new Layer.Convolution(8, 5, Layer.Padding.VALID, true),
                        new Layer.MaxPool(2),
                        new Layer.Dense(7, true),
                        new Layer.Dense(3, false),
                        new Layer.Dropout(0.5));
        assertThat(Layered.parse("mlp-784-30-10", DIGIT)).isEqualTo(Layered.parse("dense30-dense10", DIGIT));
    }

    @Test
    void layersAreNamedByKindAndNumber() {
        Layered network = Layered.parse("conv2-conv3-pool-drop0.5-dense4-drop0.25-dense5", DIGIT);

        assertThat(network.weightLayers()).containsExactly("conv1", "conv2", "dense1", "dense2");
        assertThat(network.initialise(1).names())
                .containsExactly(
                        "conv1.weight",
                        "conv1.bias",
                        "conv2.weight",
                        "conv2.bias",
                        "dense1.weight",
                        "dense1.bias",
                        "dense2.weight",
                        "dense2.bias");
        assertThat(network.masks())
                .containsExactly(new Layered.Mask("dropout1", 0.5, 14 * 14 * 3), new Layered.Mask("dropout2", 0.25, 4));
        assertThat(network.body().text()).isEqualTo("conv2-conv3-pool-drop0.5-dense4relu-drop0.25");
        assertThat(network.body().features()).isEqualTo(4);
    }

    @Test
    void aTinyNetworkComesOutAsComputedByHand() {
        // 3×3 pixels 1 … 9, a filter of 2×2 without zeros around: x − 2 · its lower right neighbour + 10, ReLU, the
        // largest of the four, dropped to twice itself, times 3 minus 1.
        Layered network = Layered.parse("conv1x2v-pool-drop0.5-dense1", ExampleShape.image(3, 3, 1));
        Tensors parameters = network.initialise(0).map(tensor -> Tensor.zeros(tensor.shape()));
        parameters.get("conv1.weight").values()[0] = 1;
        parameters.get("conv1.weight").values()[3] = -2;
        parameters.get("conv1.bias").values()[0] = 10;
        parameters.get("dense1.weight").values()[0] = 3;
        parameters.get("dense1.bias").values()[0] = -1;
        Graph graph = new Graph();
        Value x = graph.input("x", 1, 3, 3, 1);
        var weights = graph.parameters(parameters);
        Value trained = network.apply(weights, x, Map.of("dropout1", graph.constant(2, Shape.of(1, 1))));
        Value used = network.apply(weights, x, Normalisation.ofBatch());
        Map<String, double[]> inputs = new HashMap<>();
        parameters.asMap().forEach((name, tensor) -> {
            double[] numbers = new double[tensor.values().length];
            Arrays.setAll(numbers, i -> tensor.values()[i]);
            inputs.put(name, numbers);
        });
        inputs.put("x", new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9});

        // 1 − 10 + 10, 2 − 12 + 10, 4 − 16 + 10, 5 − 18 + 10: the largest is 1.
        var results = Reference.evaluate(List.of(trained, used), inputs);
        assertThat(results.get(trained)).containsExactly(5);
        assertThat(results.get(used)).containsExactly(2);
    }

    @Test
    void weightsBeforeAReluHaveVarianceTwoOverTheirInputs() {
        Tensor weight = Layered.parse("dense1000-dense10", ExampleShape.features(400))
                .initialise(7)
                .get("dense1.weight");
        double square = 0;
        for (float value : weight.values()) {
            square += (double) value * value;
        }
        // The relative standard error of a variance of n normal numbers is √(2 / n) = 0.0022.
        assertThat(square / weight.values().length).isCloseTo(2.0 / 400, within(2.0 / 400 * 0.01));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "conv32-dense10x|'dense10x' in the network 'conv32-dense10x' is no layer",
                "dense10-conv3|put it before the dense layers",
                "pool-pool-pool-pool-pool|use fewer pools",
                "conv3x4|use an odd side",
                "conv3x29v|do not fit images of 28×28",
                "dense0|must be at least 1, but was 0",
                "mlp-100-10|takes examples of 100 numbers, but these have 784",
                "mlp-784|has no layer",
                "mlp-784-a|'a' in the network 'mlp-784-a' is no number"
            })
    void whatDoesNotFitIsRefused(String text, String problem) {
        assertThatThrownBy(() -> Layered.parse(text, DIGIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }
}
