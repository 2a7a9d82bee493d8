package org.meta4j.learners.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meta4j.data.Sinusoids;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.inner.NetworkPart;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

class TransferTest {
    private static final Method METHOD = Methods.named("transfer");
    private static final EpisodeShape EPISODE = new EpisodeShape(3, 1, 2);

    /** Every number of an example is the number of its class, so that labels can be checked. */
    private record Numbered(int first, int count) implements LabelledExamples {
        @Override
        public ExampleShape shape() {
            return ExampleShape.image(8, 8, 1);
        }

        @Override
        public List<ClassInfo> classes() {
            return IntStream.range(first, first + count)
                    .mapToObj(c -> new ClassInfo("class" + c, "numbered", "class" + c, 5))
                    .toList();
        }

        @Override
        public void read(int classIndex, int example, float[] target, int offset) {
            for (int i = 0; i < shape().length(); i++) {
                target[offset + i] = first + classIndex + 0.01f * ((example * 7 + i * 3) % 11);
            }
        }
    }

    private static final MetaDataset DATA =
            new MetaDataset("numbered", "00", new Numbered(0, 9), new Numbered(9, 4), new Numbered(13, 4));

    private static LearnerSettings fitted() {
        LearnerSettings defaults = METHOD.defaults(DATA.train().shape(), EPISODE);
        return METHOD.fitted(defaults.withNetwork(defaults.network().withFilters(4)), DATA);
    }

    @Test
    void trainingExamplesHaveTheNumbersOfTheirClasses() {
        TaskSource source = METHOD.trainingTasks(DATA, new EpisodeShape(4, 1, 2), 3);
        for (int i = 0; i < 20; i++) {
            Task task = source.task(i);
            assertThat(task.query().targets().width()).isEqualTo(9);
            int[] labels = task.query().classes().labels();
            for (int j = 0; j < labels.length; j++) {
                assertThat((int) task.query().inputs()[j * 64]).isEqualTo(labels[j]);
            }
        }
    }

    @Test
    void theClassifierHasAnOutputForEachTrainingClass() {
        LearnerSettings learner = fitted();
        assertThat(learner.requireInner().tuned()).isEqualTo(NetworkPart.HEAD);
        assertThat(learner.width(3)).isEqualTo(9);
        assertThat(METHOD.objective(learner)
                        .initialise(1)
                        .get("head.weight")
                        .shape()
                        .toString())
                .isEqualTo("[4, 9]");
    }

    @Test
    void theNewLastLayerIsZeroAtFirst() {
        LearnerSettings learner = fitted().withInner(fitted().requireInner().withSolvingSteps(0));
        Task task = DATA.testTasks(EPISODE, 1).task(0);
        Predictions predictions = METHOD.solver(
                        learner,
                        METHOD.objective(learner).initialise(1),
                        METHOD.objective(learner).network().initialStatistics(),
                        BatchNorm.TRANSDUCTIVE)
                .learn(task.support())
                .predict(task.query());
        for (float probability : predictions.probabilities()) {
            assertThat(probability).isCloseTo(1f / 3, within(1e-6f));
        }
    }

    @Test
    void itNeedsClasses() {
        assertThatThrownBy(() -> METHOD.fitted(fitted(), new Sinusoids(Sinusoids.Protocol.MAML)))
                .hasMessageContaining("needs classes to pre-train on");
        assertThatThrownBy(() -> METHOD.regressionDefaults(Sinusoids.SHAPE, 1))
                .hasMessageStartingWith("method 'transfer' does not do regression");
    }
}
