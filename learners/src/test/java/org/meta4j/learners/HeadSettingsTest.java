package org.meta4j.learners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.data.Ink;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import tools.jackson.databind.node.ObjectNode;

class HeadSettingsTest {
    private static final EpisodeShape EPISODE = new EpisodeShape(3, 2, 2);

    private static LearnerSettings settings(String name) {
        LearnerSettings defaults =
                Methods.named(name).defaults(NoisyPatterns.dataset().train().shape(), EPISODE);
        return defaults.withNetwork(defaults.network().withFilters(3));
    }

    private static TrainedLearner trained(String name) {
        TrainingSettings training = Methods.named(name)
                .trainingDefaults(EPISODE)
                .withEpisode(Methods.named(name).trainsOnWays() ? EPISODE : new EpisodeShape(5, 1, 1))
                .withIterations(3)
                .withValidation(0, 1, 0);
        try (Workers workers = new Workers(1)) {
            return new Trainer(settings(name), training, NoisyPatterns.dataset(), workers).train();
        }
    }

    @Test
    void preTrainingKnowsTheClassesOfItsDataAndKeepsTheirMeanFeature() {
        TrainedLearner learner = trained("simpleshot");

        assertThat(Objects.requireNonNull(learner.settings().head()).classes()).isEqualTo(60);
        assertThat(learner.parameters().get("head.weight").shape().size(1)).isEqualTo(60);
        // Features end with ReLU, so that their mean has positive numbers once a batch was seen.
        float[] centre = learner.statistics().get("head.centre").values();
        float largest = 0;
        for (float mean : centre) {
            largest = Math.max(largest, mean);
        }
        assertThat(largest).isPositive();
    }

    @Test
    void aSolvedTaskDoesNotKeepTheLayerThatTellsTrainingClassesApart() {
        Task task = NoisyPatterns.dataset().testTasks(EPISODE, 1).task(0);

        assertThat(trained("rfs").learn(task.support()).state().names())
                .contains("parameter/block1.conv.weight", "statistic/head.centre")
                .doesNotContain("parameter/head.weight", "parameter/head.bias");
        assertThat(trained("matching").learn(task.support()).state().names()).contains("parameter/head.log-scale");
    }

    @Test
    void aTaskThatAnotherHeadSolvedIsSavedAndRestoredWithIt(@TempDir Path folder) {
        MetaDataset data = NoisyPatterns.dataset();
        Task task = data.testTasks(EPISODE, 1).task(0);
        TrainedLearner learner = trained("protonet").withHead("pt-map");
        TaskFile solved = TaskFile.solve(
                learner,
                new TaskFile.Model("model", "", ""),
                task.support(),
                List.of("a", "b", "c", "d", "e", "f"),
                Ink.KEEP);
        Path file = folder.resolve("task.safetensors");
        solved.save(file);

        TaskFile restored = TaskFile.load(file);
        assertThat(Objects.requireNonNull(restored.learner().head()).solver()).isEqualTo("pt-map");
        assertThat(restored.predict(task.query().inputs()).probabilities())
                .containsExactly(
                        learner.learn(task.support()).predict(task.query()).probabilities());
    }

    @Test
    void aHeadChangesAnswersAndNoneGivesTheMethodsOwnBack() {
        Task task = NoisyPatterns.dataset().testTasks(EPISODE, 1).task(0);
        TrainedLearner learner = trained("matching");
        float[] own = learner.learn(task.support()).predict(task.query()).probabilities();

        assertThat(learner.withHead("rfs")
                        .learn(task.support())
                        .predict(task.query())
                        .probabilities())
                .isNotEqualTo(own);
        assertThat(learner.withHead("rfs")
                        .withHead(null)
                        .learn(task.support())
                        .predict(task.query())
                        .probabilities())
                .containsExactly(own);
        assertThat(learner.transductive()).isFalse();
        assertThat(learner.withHead("laplacian").transductive()).isTrue();
    }

    @Test
    void aHeadForTasksOfOneSizeRefusesOthersAndAnotherHeadTakesThem() {
        MetaDataset data = NoisyPatterns.dataset();
        TrainedLearner snail = trained("snail");
        TrainedLearner mann = trained("mann");
        Task fourWays = data.testTasks(EPISODE.withWays(4), 1).task(0);
        Task oneShot = data.testTasks(EPISODE.withShots(1), 1).task(0);

        assertThat(snail.settings().requiredWays()).hasValue(3);
        assertThat(snail.settings().requiredShots()).hasValue(2);
        assertThat(mann.settings().requiredWays()).hasValue(3);
        assertThat(mann.settings().requiredShots()).isEmpty();
        for (TrainedLearner learner : List.of(snail, mann)) {
            assertThatThrownBy(() -> learner.learn(fourWays.support()))
                    .hasMessageStartingWith(
                            "the task has 4 classes, but this learner was meta-trained for 3-way tasks: give 3 classes");
            assertThat(learner.withHead("protonet").settings().requiredWays()).isEmpty();
            assertThat(learner.withHead("protonet")
                            .learn(fourWays.support())
                            .predict(fourWays.query())
                            .ways())
                    .isEqualTo(4);
        }
        assertThatThrownBy(() -> snail.learn(oneShot.support()))
                .hasMessageStartingWith(
                        "a class of the task has 1 support, but this learner was meta-trained for 2-shot tasks");
        assertThat(mann.learn(oneShot.support()).predict(oneShot.query()).ways())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"snail", "mann", "matching-fce"})
    void theOrderInWhichClassesAreGivenChangesNoAnswer(String name) {
        TrainedLearner learner = trained(name);
        Task task = NoisyPatterns.dataset().testTasks(EPISODE, 1).task(0);
        Examples given = task.support();
        int length = given.shape().length();
        int[] order = {4, 0, 2, 5, 1, 3};
        float[] inputs = new float[given.inputs().length];
        int[] labels = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(given.inputs(), order[i] * length, inputs, i * length, length);
            labels[i] = given.classes().labels()[order[i]];
        }
        Examples mixed = new Examples(
                given.shape(),
                inputs,
                new Targets.Classes(labels, given.classes().names()));

        assertThat(learner.learn(mixed).predict(task.query()).probabilities())
                .containsExactly(learner.learn(given).predict(task.query()).probabilities());
    }

    @Test
    void whereOneLessIsNoTaskNoneIsLeftOut() {
        Task task = NoisyPatterns.dataset().testTasks(EPISODE, 1).task(0);

        assertThat(trained("snail").learn(task.support()).leaveOneOut(task.query()))
                .isEmpty();
        assertThat(trained("mann").learn(task.support()).leaveOneOut(task.query()))
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rfs", "protonet"})
    void aFileFromBeforeThereWereTasksOfOneSizeOpens(String name, @TempDir Path folder) {
        Path file = folder.resolve("model.safetensors");
        TrainedLearner learner = trained(name);
        learner.save(file);
        Document document = Documents.read(file, Documents.MODEL);
        ObjectNode content = document.content();
        if (content.path("learner").path("head") instanceof ObjectNode head) {
            assertThat(head.propertyNames()).contains("ways", "shots");
            head.remove(List.of("ways", "shots"));
        }
        Documents.write(file, Documents.MODEL, content, document.tensors());

        TrainedLearner loaded = TrainedLearner.load(file);
        Task task = NoisyPatterns.dataset().testTasks(EPISODE, 1).task(0);
        assertThat(loaded.settings()).isEqualTo(learner.settings());
        assertThat(loaded.learn(task.support()).predict(task.query()).probabilities())
                .containsExactly(
                        learner.learn(task.support()).predict(task.query()).probabilities());
    }

    @Test
    void whatMakesNoSenseIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> settings("snail").withHead(null))
                .hasMessage("method 'snail' needs to know the ways of its tasks");
        assertThatThrownBy(() -> settings("snail").withHead(new HeadSettings(null, null, 5, null)))
                .hasMessage("method 'snail' needs to know the shots of its tasks");
        assertThatThrownBy(() -> settings("mann").withHead(new HeadSettings(null, null, 5, 1)))
                .hasMessage("method 'mann' takes tasks of any number of shots, so it has none to set");
        assertThatThrownBy(() -> settings("protonet").withHead(new HeadSettings(null, null, 5, null)))
                .hasMessage("method 'protonet' takes tasks of any number of ways, so it has none to set");
        assertThatThrownBy(() -> new HeadSettings(null, null, 1, null))
                .hasMessage("ways must be at least 2, but was 1");
        assertThatThrownBy(() -> new HeadSettings(null, null, 2, 0)).hasMessage("shots must be at least 1, but was 0");
        assertThatThrownBy(() -> settings("maml").withHead(new HeadSettings("rfs", null)))
                .hasMessageStartingWith(
                        "head 'rfs' cannot solve the tasks of method 'maml': use a learner of protonet,");
        assertThatThrownBy(() -> settings("protonet").withHead(new HeadSettings(null, 10)))
                .hasMessage("method 'protonet' is trained in episodes, so it has no classes of its own");
        assertThatThrownBy(() -> settings("rfs").withHead(null))
                .hasMessage("method 'rfs' needs to know how many classes it is pre-trained on");
        assertThatThrownBy(() -> new HeadSettings(null, 1))
                .hasMessage("classes of pre-training must be at least 2, but were 1");
        assertThatThrownBy(() -> new HeadSettings("pt-mop", null)).hasMessageContaining("did you mean 'pt-map'?");
        assertThatThrownBy(() -> settings("relation")
                        .withNetwork(settings("relation").network().withKind("mlp")))
                .hasMessageStartingWith(
                        "method 'relation' compares maps of features, but network 'mlp-3-1-1' leaves rows");
    }
}
