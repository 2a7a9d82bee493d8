package org.meta4j.learners.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.data.Ink;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;

class ExplanationTest {
    private static final int[] LABELS = {0, 1, 2, 0, 1, 2, 1};

    private static TaskFile solve(TrainedLearner learner, Examples support) {
        List<String> names =
                IntStream.range(0, support.count()).mapToObj(i -> "s" + i).toList();
        return TaskFile.solve(learner, new TaskFile.Model("m", "", ""), support, names, Ink.KEEP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "protonet",
                "maml",
                "fomaml",
                "siamese",
                "matching",
                "relation",
                "r2d2",
                "metaoptnet",
                "feat",
                "mahalanobis",
                "simpleshot",
                "baseline++",
                "rfs",
                "soft-k-means",
                "laplacian",
                "pt-map"
            })
    void leavingASupportOutIsSolvingTheTaskWithoutIt(String method) {
        TrainedLearner learner = TinyLearners.of(method, TinyLearners.SHAPE);
        Examples support = TinyLearners.support(LABELS);
        Examples query = TinyLearners.queries(2, 3);

        List<Predictions> without = learner.learn(support).leaveOneOut(query);

        assertThat(without).hasSize(LABELS.length);
        for (int s = 0; s < LABELS.length; s++) {
            Predictions expected =
                    learner.learn(TinyLearners.without(support, s)).predict(query);
            assertThat(without.get(s).probabilities())
                    .as("without support %d", s)
                    .containsExactly(expected.probabilities(), within(1e-6f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"protonet", "maml", "siamese", "matching", "relation", "r2d2", "rfs", "pt-map"})
    void aClassThatLosesItsOnlySupportCannotBePredictedAndTheOthersShareTheRest(String method) {
        TrainedLearner learner = TinyLearners.of(method, TinyLearners.SHAPE);
        SolvedTask task = learner.learn(TinyLearners.support(0, 1, 2, 1));

        List<Predictions> without = task.leaveOneOut(TinyLearners.queries(2, 4));

        for (int i = 0; i < 4; i++) {
            assertThat(without.get(0).probability(i, 0)).isZero();
            assertThat(without.get(0).probability(i, 1) + without.get(0).probability(i, 2))
                    .isCloseTo(1, within(1e-6f));
            assertThat(without.get(1).probability(i, 1)).isPositive();
        }
    }

    @Test
    void aPrototypeLearnersOtherClassesKeepTheirProportionsWhenAClassIsLost() {
        SolvedTask task = TinyLearners.of("protonet", TinyLearners.SHAPE).learn(TinyLearners.support(0, 1, 2));
        Examples query = TinyLearners.queries(2, 4);
        Predictions all = task.predict(query);
        Predictions without = task.leaveOneOut(query).get(2);
        for (int i = 0; i < 4; i++) {
            float rest = all.probability(i, 0) + all.probability(i, 1);
            assertThat(without.probability(i, 0)).isCloseTo(all.probability(i, 0) / rest, within(1e-5f));
        }
    }

    @Test
    void effectsAreWhatTheAnswerLosesAndTheOnlySupportOfTheAnswerHasAllOfIt() {
        TaskFile task = solve(TinyLearners.of("protonet", TinyLearners.SHAPE), TinyLearners.support(0, 1, 2));
        float[] queries = TinyLearners.images(2, 5);
        Predictions predictions = task.predict(queries);

        List<Explanation> explanations = Explanation.of(task, queries, predictions);

        assertThat(explanations).hasSize(5);
        for (int i = 0; i < 5; i++) {
            Explanation explanation = explanations.get(i);
            assertThat(explanation.label()).isEqualTo(predictions.label(i));
            assertThat(explanation.supports())
                    .hasSize(3)
                    .isSortedAccordingTo(Comparator.comparingDouble(Explanation.Part::distance));
            for (Explanation.Part part : explanation.supports()) {
                if (part.label() == explanation.label()) {
                    assertThat(part.effect()).isEqualTo(explanation.probability());
                } else {
                    assertThat(part.effect()).isNegative();
                }
                assertThat(part.name()).isEqualTo("s" + part.support());
            }
        }
    }

    @Test
    void aMislabelledSupportHurtsAndIsFound() {
        // Two images, each twice in its class; support 4 is the image of class 0 under label 1.
        int length = TinyLearners.SHAPE.length();
        float[] inputs = new float[5 * length];
        for (int i = 0; i < 5; i++) {
            System.arraycopy(TinyLearners.images(i == 2 || i == 3 ? 11 : 12, 1), 0, inputs, i * length, length);
        }
        Examples support = new Examples(
                TinyLearners.SHAPE, inputs, new Targets.Classes(new int[] {0, 0, 1, 1, 1}, List.of("a", "b")));
        TaskFile task = solve(TinyLearners.of("protonet", TinyLearners.SHAPE), support);
        float[] query = Arrays.copyOfRange(inputs, 2 * length, 3 * length);

        Explanation explanation =
                Explanation.of(task, query, task.predict(query)).get(0);

        assertThat(explanation.label()).isEqualTo(1);
        for (Explanation.Part part : explanation.supports()) {
            int sign = part.support() == 4 ? -1 : part.label();
            assertThat(Math.signum(part.effect())).as("effect of %s", part).isEqualTo(sign);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"protonet", "maml", "siamese"})
    void aLoadedTaskExplainsTheSameAndKeepsItsImages(String method, @TempDir Path folder) {
        Examples support = TinyLearners.support(LABELS);
        TaskFile task = solve(TinyLearners.of(method, TinyLearners.SHAPE), support);
        Path file = folder.resolve("task.safetensors");
        task.save(file);
        TaskFile loaded = TaskFile.load(file);
        float[] queries = TinyLearners.images(2, 2);

        assertThat(Explanation.of(loaded, queries, loaded.predict(queries)))
                .isEqualTo(Explanation.of(task, queries, task.predict(queries)));
        assertThat(loaded.task().supportInputs()).containsExactly(support.inputs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"protonet", "maml"})
    void aFileOfBeforeThereWereExplanationsStillLoadsAndPredicts(String method, @TempDir Path folder) {
        TaskFile task = solve(TinyLearners.of(method, TinyLearners.SHAPE), TinyLearners.support(LABELS));
        Path file = folder.resolve("task.safetensors");
        task.save(file);
        Document document = Documents.read(file);
        Map<String, Tensor> old = new LinkedHashMap<>(document.tensors().asMap());
        old.keySet()
                .removeIf(name -> name.startsWith("initial/")
                        || name.equals(method.equals("maml") ? "support/labels" : "support/inputs"));
        Documents.write(file, Documents.TASK, document.content(), Tensors.of(old));
        TaskFile loaded = TaskFile.load(file);
        float[] queries = TinyLearners.images(2, 2);

        Predictions predictions = loaded.predict(queries);
        assertThat(predictions.probabilities())
                .containsExactly(task.predict(queries).probabilities());
        List<Explanation> explanations = Explanation.of(loaded, queries, predictions);
        if (method.equals("maml")) {
            assertThat(explanations.get(0).supports()).allMatch(part -> Double.isNaN(part.effect()));
        } else {
            assertThat(loaded.task().supportInputs()).isEmpty();
        }
    }
}
