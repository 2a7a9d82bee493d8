package org.meta4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.onnx.internal.EncoderChain;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;

class EncoderExportTest {
    private static final ExampleShape IMAGES = new ExampleShape(List.of(18, 17, 2));

    /** A learner of images of 18×17×2. */
    static TrainedLearner learner(String network, String readout, int filters) {
        LearnerSettings settings = Methods.named("protonet").defaults(IMAGES, new EpisodeShape(5, 1, 1));
        return MadeUp.learner(settings.withNetwork(new NetworkSettings(network, IMAGES.sizes(), filters, readout)), 9);
    }

    private static float[] ours(TrainedLearner learner, Examples examples) {
        return learner.featureSpace().orElseThrow().embed(examples);
    }

    private static float[] theirs(OnnxModel model, Examples examples) {
        return Ort.run(model, Map.of("examples", examples.inputs())).get("features");
    }

    @ParameterizedTest
    @CsvSource({
        "cnn4-strided, flatten",
        "cnn4-strided, mean",
        "cnn4-pooled, flatten",
        "cnn4-pooled, mean",
        "cnn4-map, flatten",
        "cnn2, flatten",
        "mlp, flatten",
        "mlp2, flatten"
    })
    void featuresInOnnxRuntimeAreOurs(String network, String readout) {
        TrainedLearner learner = learner(network, readout, 4);
        Examples examples = MadeUp.task(IMAGES, 7, 1, 3);

        OnnxModel model = EncoderExport.floats(learner);

        assertThat(theirs(model, examples)).containsExactly(ours(learner, examples), within(1e-4f));
        assertThat(model.operators()).doesNotContainKeys("Sub", "Div", "Sqrt", "Mul");
    }

    @ParameterizedTest
    @CsvSource({
        "cnn4-strided, flatten, 0.03, 0.3",
        "cnn4-pooled, mean, 0.03, 0.3",
        "cnn2, flatten, 0.03, 0.3",
        "mlp2, flatten, 0.03, 0.3"
    })
    void fewerBitsAreNear(String network, String readout, double by8, double by4) {
        TrainedLearner learner = learner(network, readout, 16);
        Examples calibration = MadeUp.task(IMAGES, 8, 8, 1);
        Examples examples = MadeUp.task(IMAGES, 7, 1, 3);
        float[] exact = ours(learner, examples);

        OnnxModel small = EncoderExport.int8(learner, IMAGES, calibration.inputs());
        OnnxModel smaller = EncoderExport.int4(learner);

        assertThat(MadeUp.error(theirs(small, examples), exact)).isBetween(1e-6, by8);
        assertThat(MadeUp.error(theirs(smaller, examples), exact)).isBetween(1e-4, by4);
        assertThat(small.opset()).isEqualTo(18);
        assertThat(smaller.opset()).isEqualTo(21);
        int whole = EncoderExport.floats(learner).bytes().length;
        assertThat(small.bytes().length).isLessThan(whole / 2);
        assertThat(smaller.bytes().length).isLessThan(small.bytes().length);
    }

    @ParameterizedTest
    @CsvSource({"cnn4-strided, flatten", "cnn4-pooled, mean", "cnn2, flatten", "mlp2, flatten"})
    void correctedBiasesBringMeansOfFeaturesBack(String network, String readout) {
        TrainedLearner learner = learner(network, readout, 16);
        Examples calibration = MadeUp.task(IMAGES, 8, 8, 1);
        double exact = mean(ours(learner, calibration));

        OnnxModel corrected = EncoderExport.int4(learner, IMAGES, calibration.inputs());

        assertThat(Math.abs(mean(theirs(corrected, calibration)) - exact))
                .isLessThan(0.5 * Math.abs(mean(theirs(EncoderExport.int4(learner), calibration)) - exact));
        assertThat(corrected.bytes()).hasSameSizeAs(EncoderExport.int4(learner).bytes());
    }

    private static double mean(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    @Test
    void calibrationNeedsEnoughExamplesOfTheRightShape() {
        TrainedLearner learner = learner("cnn4-strided", "mean", 4);

        assertThatThrownBy(() -> EncoderExport.int8(learner, IMAGES, new float[31 * IMAGES.length()]))
                .isInstanceOf(ExportException.class)
                .hasMessage("calibration needs at least 32 examples, but there are 31: give more data, or do without");
        assertThatThrownBy(() -> EncoderExport.int8(learner, new ExampleShape(List.of(9, 9, 1)), new float[8100]))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("give data of that shape");
    }

    /** A layer beside which its input passes by, behind a transposition. */
    private record Branching() implements Network {
        @Override
        public String name() {
            return "branching";
        }

        @Override
        public ExampleShape exampleShape() {
            return new ExampleShape(List.of(4, 4));
        }

        @Override
        public int features() {
            return 16;
        }

        @Override
        public Tensors initialise(long seed) {
            return Tensors.of(Map.of());
        }

        @Override
        public Tensors initialStatistics() {
            return Tensors.of(Map.of());
        }

        @Override
        public Value apply(Values parameters, Value x, Normalisation normalisation) {
            return x.transpose().add(x.relu()).exp().reshape(2, 16);
        }
    }

    @Test
    void allThatIsNoLayerIsNamedAtOnce() {
        Tensors none = Tensors.of(Map.of());

        assertThatThrownBy(() -> EncoderChain.of(new Branching(), none, none))
                .isInstanceOf(ExportException.class)
                .hasMessage(
                        "the encoder of network branching is no chain of layers that can be exported; in the way are"
                                + " 1 × ADD of two branches, 1 × EXP to [2, 4, 4], 1 × Transpose to [2, 4, 4]");
    }

    @Test
    void anEncoderWithoutRunningStatisticsIsRefused() {
        TrainedLearner maml = MadeUp.learner("maml", IMAGES, 3, 2, 4);

        assertThatThrownBy(() -> EncoderExport.floats(maml))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("method 'maml'")
                .hasMessageContaining("export the whole learner");
    }
}
