package org.meta4j.learners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.data.Ink;
import org.meta4j.engine.Workers;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Task;

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
                .withEpisode(new EpisodeShape(5, 1, 1))
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
    void whatMakesNoSenseIsRefusedWithTheWayOut() {
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
