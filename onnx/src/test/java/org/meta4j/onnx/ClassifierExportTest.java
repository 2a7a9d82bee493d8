package org.meta4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
