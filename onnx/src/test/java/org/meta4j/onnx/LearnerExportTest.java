package org.meta4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.SiameseSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;

class LearnerExportTest {
    private static final ExampleShape SMALL = new ExampleShape(List.of(17, 16, 2));
    private static final int WAYS = 3;
    private static final int SHOTS = 2;

    static Stream<String> able() {
        return LearnerExport.able().stream();
    }

    @ParameterizedTest
    @MethodSource("able")
    void answersInOnnxRuntimeAsOurs(String method) {
        TrainedLearner learner = few(MadeUp.learner(method, SMALL, WAYS, SHOTS, 4));

        agree(learner, WAYS, SHOTS, 2);
    }

    /** Fine-tuning by many steps only repeats what few steps do. */
    private static TrainedLearner few(TrainedLearner learner) {
        InnerSettings inner = learner.settings().inner();
        return inner == null ? learner : learner.withInner(inner.withSolvingSteps(Math.min(3, inner.solvingSteps())));
    }

    @ParameterizedTest
    @CsvSource({"1, cnn4-strided", "5, cnn4-strided", "1, cnn4-pooled", "5, cnn4-pooled", "5, cnn2"})
    void innerStepsThroughConvolutionsAreInTheFile(int steps, String network) {
        LearnerSettings settings = Methods.named("maml").defaults(SMALL, new EpisodeShape(WAYS, SHOTS, 1));
        NetworkSettings small = new NetworkSettings(network, SMALL.sizes(), 4, NetworkSettings.FLATTEN);
        TrainedLearner learner = MadeUp.learner(settings.withNetwork(small), 3);

        agree(learner.withInner(Objects.requireNonNull(settings.inner()).withSolvingSteps(steps)), WAYS, SHOTS, 3);
    }

    @ParameterizedTest
    @CsvSource({"protonet, 5, 1", "r2d2, 5, 5", "maml, 5, 1"})
    void pictures28PixelsHighAndWide(String method, int ways, int shots) {
        agree(MadeUp.learner(method, new ExampleShape(List.of(28, 28, 1)), ways, shots, 8), ways, shots, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simpleshot", "soft-k-means"})
    void otherHeadsThanTheMethodsOwn(String head) {
        agree(MadeUp.learner("protonet", SMALL, WAYS, SHOTS, 4).withHead(head), WAYS, SHOTS, 2);
    }

    @Test
    void meanDistancesToAClass() {
        TrainedLearner siamese = MadeUp.learner("siamese", SMALL, WAYS, SHOTS, 4);
        SiameseSettings settings = siamese.settings().requireSiamese();

        agree(
                siamese.withSiamese(
                        new SiameseSettings(settings.margin(), settings.mining(), SiameseSettings.ClassDistance.MEAN)),
                WAYS,
                SHOTS,
                2);
    }

    @Test
    void queriesThatDoNotSeeEachOther() {
        TrainedLearner learner =
                MadeUp.learner("maml", SMALL, WAYS, SHOTS, 4).withBatchNorm(BatchNorm.SUPPORT_PLUS_ONE);

        agree(few(learner), WAYS, SHOTS, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"protonet", "r2d2", "matching", "metaoptnet", "snail"})
    void anyNumberOfQueries(String method) {
        TrainedLearner learner = MadeUp.learner(method, SMALL, WAYS, SHOTS, 4);
        Examples support = MadeUp.task(SMALL, WAYS, SHOTS, 1);
        try (Ort ort = new Ort(LearnerExport.export(learner, new TaskSize(WAYS, SHOTS, TaskSize.ANY))
                .bytes())) {
            for (int each : new int[] {1, 2, 4}) {
                Examples query = MadeUp.task(SMALL, WAYS, each, 2);
                Map<String, float[]> theirs = ort.run(
                        Map.of("support", support.inputs(), "labels", MadeUp.labels(support), "query", query.inputs()));

                assertThat(theirs.get("logits"))
                        .containsExactly(learner.learn(support).predict(query).scores(), within(1e-4f));
            }
        }
    }

    @Test
    void queriesThatAreNormalisedTogetherHaveAFixedNumber() {
        TrainedLearner maml = few(MadeUp.learner("maml", SMALL, WAYS, SHOTS, 4));

        assertThatThrownBy(() -> LearnerExport.export(maml, new TaskSize(WAYS, SHOTS, TaskSize.ANY)))
                .isInstanceOf(ExportException.class)
                .hasMessage("what a learner of method 'maml' computes depends on the number of queries: say how many");
    }

    private static void agree(TrainedLearner learner, int ways, int shots, int tasks) {
        OnnxModel model = LearnerExport.export(learner, new TaskSize(ways, shots, 2 * ways));
        try (Ort ort = new Ort(model.bytes())) {
            for (int task = 0; task < tasks; task++) {
                Examples support = MadeUp.task(learner.exampleShape(), ways, shots, task);
                Examples query = MadeUp.task(learner.exampleShape(), ways, 2, task + 100);
                Predictions ours = learner.learn(support).predict(query);

                Map<String, float[]> theirs = ort.run(
                        Map.of("support", support.inputs(), "labels", MadeUp.labels(support), "query", query.inputs()));

                assertThat(theirs.get("logits")).as("task " + task).containsExactly(ours.scores(), within(1e-4f));
                assertThat(theirs.get("probabilities")).containsExactly(ours.probabilities(), within(1e-4f));
                assertThat(spread(ours.scores())).as("scores differ").isGreaterThan(1e-3);
            }
        }
    }

    private static double spread(float[] scores) {
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (float score : scores) {
            least = Math.min(least, score);
            most = Math.max(most, score);
        }
        return most - least;
    }

    @ParameterizedTest
    @ValueSource(strings = {"maml", "anil", "meta-sgd", "reptile", "cnp"})
    void tasksOfNumbers(String method) {
        ExampleShape row = new ExampleShape(List.of(3));
        LearnerSettings settings = Methods.named(method).regressionDefaults(row, 2);
        TrainedLearner learner = few(MadeUp.learner(settings, 5));
        float[] targets = {1, 2, -1, 0.5f, 0.25f, 3, -2, 1};
        Examples support = new Examples(row, MadeUp.task(row, 4, 1, 1).inputs(), new Targets.Values(targets, 2));
        Examples query = MadeUp.task(row, 3, 2, 2);

        OnnxModel model = LearnerExport.export(learner, new TaskSize(1, 4, 6));
        Map<String, float[]> theirs =
                Ort.run(model, Map.of("support", support.inputs(), "targets", targets, "query", query.inputs()));

        assertThat(theirs.get("estimates"))
                .containsExactly(learner.learn(support).estimate(query).values(), within(1e-4f));
    }

    @Test
    void theSameLearnerGivesTheSameBytes() {
        TrainedLearner learner = MadeUp.learner("r2d2", SMALL, WAYS, SHOTS, 4);
        TaskSize size = new TaskSize(WAYS, SHOTS, 4);

        assertThat(LearnerExport.export(learner, size).bytes())
                .isEqualTo(LearnerExport.export(learner, size).bytes());
    }

    @Test
    void whatSolvesTasksOutsideOfAGraphIsRefusedByName() {
        TrainedLearner rfs = MadeUp.learner("rfs", SMALL, WAYS, SHOTS, 4);
        TrainedLearner shift = MadeUp.learner("protonet", SMALL, WAYS, SHOTS, 4).withHead("pt-map");

        assertThatThrownBy(() -> LearnerExport.export(rfs, new TaskSize(WAYS, SHOTS, 4)))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("method 'rfs'")
                .hasMessageContaining("protonet, ")
                .hasMessageContaining("maml");
        assertThatThrownBy(() -> LearnerExport.export(shift, new TaskSize(WAYS, SHOTS, 4)))
                .hasMessageContaining("head 'pt-map'");
    }

    @Test
    void aLearnerOfOtherWaysIsRefused() {
        TrainedLearner maml = MadeUp.learner("maml", SMALL, WAYS, SHOTS, 4);

        assertThatThrownBy(() -> LearnerExport.export(maml, new TaskSize(4, SHOTS, 4)))
                .isInstanceOf(ExportException.class)
                .hasMessage("this learner was meta-trained for tasks of 3 ways, but the file was to be for 4: use 3");
    }

    @Test
    void whichMethodsCanBeExported() {
        assertThat(LearnerExport.able()).contains("protonet", "r2d2", "maml", "anil", "meta-sgd");
        assertThat(Methods.all())
                .filteredOn(method -> !LearnerExport.able().contains(method.name()))
                .extracting(method -> method.name())
                .containsExactly("baseline++", "rfs", "laplacian", "pt-map");
    }
}
