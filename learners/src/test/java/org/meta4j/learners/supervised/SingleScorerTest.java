package org.meta4j.learners.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.ByteMatrix;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Layered;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

class SingleScorerTest {
    private static final ExampleShape SHAPE = ExampleShape.image(6, 6, 1);
    private static final Layered NETWORK = Layered.parse("conv4-pool-dense6-drop0.5-dense5-dense3", SHAPE);
    private static final Tensors PARAMETERS = NETWORK.initialise(3);

    private final float[] example = example();

    @Test
    void oneExampleScoresAsAmongMany() {
        try (Workers workers = new Workers(1)) {
            Examples examples = new Examples(SHAPE, example, new Targets.None(1));
            float[] among =
                    new NetworkScorer(NETWORK, workers).scores(PARAMETERS, NETWORK.initialStatistics(), examples);

            SingleScorer single = new SingleScorer(NETWORK, PARAMETERS, Map.of(), workers);

            assertThat(single.scores(example)).containsExactly(among, offset(1e-6f));
            assertThat(single.scores(example)).containsExactly(among, offset(1e-6f));
        }
    }

    /** Layers of bytes first, last, between others and one after the other. */
    @Test
    void layersOfBytesStandInForThoseOfFloats() {
        Tensors whole = PARAMETERS.copy();
        for (String name : new String[] {"dense1", "dense2", "dense3"}) {
            float[] weights = whole.get(name + ".weight").values();
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Math.round(weights[i] * 50) * 0.02f;
            }
            float[] bias = whole.get(name + ".bias").values();
            for (int i = 0; i < bias.length; i++) {
                bias[i] = 0.1f * (i - 1);
            }
        }
        ByteMatrix one = bytes(whole, "dense1");
        ByteMatrix two = bytes(whole, "dense2");
        ByteMatrix three = bytes(whole, "dense3");
        try (Workers workers = new Workers(1)) {
            float[] floats = new SingleScorer(NETWORK, whole, Map.of(), workers).scores(example);
            for (Map<String, ByteMatrix> bytes : List.of(
                    Map.of("dense1", one),
                    Map.of("dense3", three),
                    Map.of("dense1", one, "dense2", two),
                    Map.of("dense1", one, "dense2", two, "dense3", three))) {
                assertThat(new SingleScorer(NETWORK, whole, bytes, workers).scores(example))
                        .as(bytes.keySet().toString())
                        .containsExactly(floats, offset(1e-5f));
            }
        }
    }

    private static ByteMatrix bytes(Tensors parameters, String name) {
        float[] weights = parameters.get(name + ".weight").values();
        int inputs = parameters.get(name + ".weight").shape().size(0);
        int outputs = weights.length / inputs;
        byte[] numbers = new byte[weights.length];
        float[] scales = new float[outputs];
        for (int o = 0; o < outputs; o++) {
            scales[o] = 0.02f;
            for (int i = 0; i < inputs; i++) {
                numbers[o * inputs + i] = (byte) Math.round(weights[i * outputs + o] * 50);
            }
        }
        return new ByteMatrix(inputs, numbers, scales);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (Workers workers = new Workers(1)) {
            ByteMatrix small = new ByteMatrix(2, new byte[4], new float[2]);
            assertThatThrownBy(() -> new SingleScorer(NETWORK, PARAMETERS, Map.of("dense9", small), workers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("weights of bytes for [dense9], but the network")
                    .hasMessageContaining("has no such layers");
            assertThatThrownBy(() -> new SingleScorer(NETWORK, PARAMETERS, Map.of("dense2", small), workers))
                    .hasMessageContaining(
                            "for dense2 have 2 inputs and 2 outputs, but the layer is dense5 of 6 inputs");
            assertThatThrownBy(() -> new SingleScorer(NETWORK, PARAMETERS, Map.of("conv1", small), workers))
                    .hasMessageContaining("for conv1 have 2 inputs and 2 outputs, but the layer is conv4");
            SingleScorer scorer = new SingleScorer(NETWORK, PARAMETERS, Map.of(), workers);
            assertThatThrownBy(() -> scorer.scores(new float[5]))
                    .hasMessageContaining("the example has 5 numbers, but the network");
        }
    }

    private static float[] example() {
        SplittableRandom random = new SplittableRandom(5);
        float[] example = new float[SHAPE.length()];
        for (int i = 0; i < example.length; i++) {
            example[i] = (float) random.nextDouble();
        }
        return example;
    }
}
