package org.meta4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;

class ClassifierExportTest {
    private static final ExampleShape SMALL = new ExampleShape(List.of(17, 16, 2));
    private static final int WAYS = 3;

    @ParameterizedTest
    @ValueSource(strings = {"protonet", "matching", "relation", "r2d2", "simpleshot", "soft-k-means", "cnp"})
    void aSolvedTaskAnswersInOnnxRuntimeAsOurs(String method) {
        agree(MadeUp.learner(method, SMALL, WAYS, 2, 4), 5);
    }

    @ParameterizedTest
    @CsvSource({"maml, 1", "maml, 5", "anil, 3", "meta-sgd, 2"})
    void adaptedWeightsAreInTheFile(String method, int steps) {
        TrainedLearner learner = MadeUp.learner(method, SMALL, WAYS, 2, 4);
        InnerSettings inner = learner.settings().requireInner();
        TrainedLearner stepped =
                learner.withInner(inner.withSolvingSteps(steps)).withBatchNorm(BatchNorm.SUPPORT_PLUS_ONE);

        agree(stepped, 1);
        // No gradient is left: it was taken while exporting.
        assertThat(ClassifierExport.export(stepped, MadeUp.task(SMALL, WAYS, 2, 3))
                        .operators())
                .doesNotContainKeys("ConvTranspose", "ArgMax");
    }

    private static void agree(TrainedLearner learner, int queries) {
        Examples support = MadeUp.task(SMALL, WAYS, 2, 3);
        Examples query = first(MadeUp.task(SMALL, WAYS, 4, 4), queries);
        Predictions expected = learner.learn(support).predict(query);

        // In another order of examples: labels say which is which.
        OnnxModel model = ClassifierExport.export(learner, reversed(support));

        assertThat(model.inputs().keySet()).containsExactly("query");
        float[] logits = Ort.run(model, Map.of("query", query.inputs())).get("logits");
        assertThat(logits).hasSize(queries * WAYS);
        for (int i = 0; i < logits.length; i++) {
            assertThat((double) logits[i]).as("logit %s", i).isCloseTo(expected.scores()[i], within(2e-4));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "protonet, 0.05, 0.4",
        "matching, 0.05, 0.4",
        "relation, 0.15, 0.8",
        "r2d2, 0.05, 0.4",
        "simpleshot, 0.05, 0.4",
        "feat, 0.05, 0.4"
    })
    void fewerBitsAreNear(String method, double by8, double by4) {
        TrainedLearner learner = MadeUp.learner(method, SMALL, WAYS, 2, 16);
        Examples support = MadeUp.task(SMALL, WAYS, 2, 3);
        Examples query = MadeUp.task(SMALL, WAYS, 4, 4);
        float[] calibration = MadeUp.task(SMALL, 8, 8, 1).inputs();
        float[] exact = learner.learn(support).predict(query).scores();

        OnnxModel small = ClassifierExport.int8(learner, support, SMALL, calibration);
        OnnxModel smaller = ClassifierExport.int4(learner, support, SMALL, calibration);

        assertThat(error(Ort.run(small, Map.of("query", query.inputs())).get("logits"), exact))
                .isBetween(1e-6, by8);
        assertThat(error(Ort.run(smaller, Map.of("query", query.inputs())).get("logits"), exact))
                .isBetween(1e-6, by4);
        assertThat(small.opset()).isEqualTo(18);
        assertThat(smaller.opset()).isEqualTo(21);
        assertThat(small.operators()).containsKeys("QuantizeLinear", "DequantizeLinear");
        assertThat(small.bytes().length)
                .isLessThan(ClassifierExport.export(learner, support).bytes().length);
    }

    /** ‖a − b‖ / ‖b − mean of b‖. */
    private static double error(float[] a, float[] b) {
        double mean =
                IntStream.range(0, b.length).mapToDouble(i -> b[i]).average().orElseThrow();
        double difference = 0;
        double length = 0;
        for (int i = 0; i < a.length; i++) {
            difference += Math.pow(a[i] - b[i], 2);
            length += Math.pow(b[i] - mean, 2);
        }
        return Math.sqrt(difference / length);
    }

    @Test
    void fewerBitsWhereTheBatchIsNormalisedAreRefused() {
        TrainedLearner maml = MadeUp.learner("maml", SMALL, WAYS, 2, 4).withBatchNorm(BatchNorm.SUPPORT_PLUS_ONE);
        Examples support = MadeUp.task(SMALL, WAYS, 2, 3);
        float[] calibration = MadeUp.task(SMALL, 8, 8, 1).inputs();

        assertThatThrownBy(() -> ClassifierExport.int8(maml, support, SMALL, calibration))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("method 'maml'")
                .hasMessageContaining("exported with 32 bits");
        TrainedLearner protonet = MadeUp.learner("protonet", SMALL, WAYS, 2, 4);
        assertThatThrownBy(() -> ClassifierExport.int8(protonet, support, SMALL, new float[31 * SMALL.length()]))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("calibration needs at least 32 examples, but there are 31");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        TrainedLearner learner = MadeUp.learner("protonet", SMALL, WAYS, 2, 4);
        Examples others = MadeUp.task(new ExampleShape(List.of(8, 8, 1)), WAYS, 2, 3);
        assertThatThrownBy(() -> ClassifierExport.export(learner, others))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("but this learner was meta-trained on");
        TrainedLearner iterated = MadeUp.learner("rfs", SMALL, WAYS, 2, 4);
        assertThatThrownBy(() -> ClassifierExport.export(iterated, MadeUp.task(SMALL, WAYS, 2, 3)))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("which ONNX cannot express");
        TrainedLearner fixed = MadeUp.learner("snail", SMALL, WAYS, 2, 4);
        assertThatThrownBy(() -> ClassifierExport.export(fixed, MadeUp.task(SMALL, WAYS, 1, 3)))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("2 shots, but there are 3 examples of 3 classes");
    }

    private static Examples first(Examples examples, int count) {
        int length = examples.shape().length();
        int[] labels = new int[count];
        System.arraycopy(examples.classes().labels(), 0, labels, 0, count);
        return new Examples(
                examples.shape(),
                Arrays.copyOf(examples.inputs(), count * length),
                new Targets.Classes(labels, examples.classes().names()));
    }

    private static Examples reversed(Examples examples) {
        int length = examples.shape().length();
        int count = examples.count();
        float[] inputs = new float[count * length];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(examples.inputs(), (count - 1 - i) * length, inputs, i * length, length);
            labels[i] = examples.classes().labels()[count - 1 - i];
        }
        return new Examples(
                examples.shape(),
                inputs,
                new Targets.Classes(labels, examples.classes().names()));
    }
}
