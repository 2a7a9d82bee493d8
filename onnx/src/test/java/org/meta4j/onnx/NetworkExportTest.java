package org.meta4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.supervised.BatchLoss;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.learners.supervised.SupervisedTrainer;
import org.meta4j.learners.supervised.TrainedNetwork;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

/** Networks in ONNX Runtime answer as they do here. */
class NetworkExportTest {
    private static final ExampleShape IMAGES = new ExampleShape(List.of(12, 12, 1));
    private static final int CLASSES = 4;
    private static final Examples DATA = MadeUp.task(IMAGES, CLASSES, 16, 1);

    private static TrainedNetwork trained(String layers, Examples data, BatchLoss loss) {
        SupervisedSettings settings = SupervisedSettings.DEFAULT.withEpochs(2).withBatch(16);
        try (Workers workers = new Workers(1)) {
            return new SupervisedTrainer(Layered.parse(layers, data.shape()), settings, workers)
                    .loss(loss)
                    .train(SupervisedData.of("made-up", data));
        }
    }

    private static float[] ours(TrainedNetwork network, Examples examples) {
        try (Workers workers = new Workers(1)) {
            return network.scores(examples, workers);
        }
    }

    @ParameterizedTest
    @CsvSource({"conv8-pool-conv8-dense16-dense4, 3", "mlp-144-24-4, 5"})
    void classesAreToldApartAsHere(String layers, int count) {
        TrainedNetwork network = trained(layers, DATA, BatchLoss.CROSS_ENTROPY);
        Examples examples = MadeUp.task(IMAGES, CLASSES, count, 2);
        float[] exact = ours(network, examples);

        OnnxModel whole = NetworkExport.floats(network);
        OnnxModel small = NetworkExport.int8(network, IMAGES, DATA.inputs());
        OnnxModel smaller = NetworkExport.int4(network, IMAGES, DATA.inputs());

        assertThat(logits(whole, examples)).containsExactly(exact, within(1e-5f));
        assertThat(MadeUp.error(logits(small, examples), exact)).isBetween(1e-6, 0.05);
        assertThat(MadeUp.error(logits(smaller, examples), exact)).isBetween(1e-4, 0.4);
        assertThat(MadeUp.error(logits(NetworkExport.int4(network), examples), exact))
                .isBetween(1e-4, 0.4);
        assertThat(small.bytes().length).isLessThan(whole.bytes().length);
        float[] shares = Ort.run(whole, Map.of("examples", examples.inputs())).get("probabilities");
        float sum = 0;
        for (int i = 0; i < CLASSES; i++) {
            sum += shares[i];
        }
        assertThat(sum).isCloseTo(1, within(1e-5f));
    }

    private static float[] logits(OnnxModel model, Examples examples) {
        return Ort.run(model, Map.of("examples", examples.inputs())).get("logits");
    }

    @Test
    void numbersAreEstimatedAsHere() {
        float[] inputs = new float[64 * 3];
        float[] targets = new float[64];
        for (int i = 0; i < 64; i++) {
            for (int k = 0; k < 3; k++) {
                inputs[3 * i + k] = (float) Math.sin(i * (k + 1));
                targets[i] += inputs[3 * i + k];
            }
        }
        Examples rows = new Examples(ExampleShape.features(3), inputs, new Targets.Values(targets, 1));
        TrainedNetwork network = trained("dense8-dense1", rows, BatchLoss.SQUARED_ERROR);

        float[] theirs = Ort.run(NetworkExport.floats(network), Map.of("examples", inputs))
                .get("estimates");

        assertThat(theirs).containsExactly(ours(network, rows), within(1e-5f));
        String card = new NetworkCard(network, "rows.onnx", true, 32, "mit").text();
        assertThat(card).startsWith("---\nlicense: mit\n").contains("predicts numbers", "`estimates`", ModelCard.MARK);
    }

    @Test
    void tooFewExamplesToCalibrateWithAreRefused() {
        TrainedNetwork network = trained("mlp-144-8-4", DATA, BatchLoss.CROSS_ENTROPY);

        assertThatThrownBy(() -> NetworkExport.int8(network, IMAGES, new float[31 * IMAGES.length()]))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("calibration needs at least 32 examples");
    }
}
