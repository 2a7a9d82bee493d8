package org.meta4j.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.Solver;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tabular.base.Forest;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

class TaughtTasksTest {
    private static final Forest FOREST = new Forest(new Forest.Settings(10, 4, 0.5, 1));
    private static final EpisodeShape SHAPE = new EpisodeShape(3, 4, 5);
    private static final Blobs BLOBS = new Blobs(6, 0.3);

    private static TaughtTasks tasks(int pool) {
        return new TaughtTasks(BLOBS, FOREST, new TaughtTasks.Teaching(6, 1, pool));
    }

    @Test
    void theTeacherLearnsFromItsPartAndAnswersTheStudentsWithoutLabels() {
        Task labelled = BLOBS.testTasks(SHAPE.withShots(10), 9).task(4);
        TaughtTask taught = tasks(5).tests(SHAPE, 9).task(4);

        Examples shown = taught.task().support();
        assertThat(shown.count()).isEqualTo(12);
        assertThat(taught.task().query().inputs())
                .containsExactly(labelled.query().inputs());
        // Supports are ordered by class: the last four of each ten are the student's.
        float[] expected = new float[12 * 6];
        for (int c = 0; c < 3; c++) {
            System.arraycopy(labelled.support().inputs(), (c * 10 + 6) * 6, expected, c * 4 * 6, 4 * 6);
        }
        assertThat(shown.inputs()).containsExactly(expected);
        assertThat(((Targets.Values) shown.targets()).values())
                .containsExactly(
                        taught.teacher()
                                .predict(new Examples(shown.shape(), shown.inputs(), new Targets.None(12)))
                                .probabilities(),
                        within(1e-5f));
    }

    @Test
    void trainingTasksComeAgainWithTheirClassesInAnotherOrder() {
        TaskSource source = tasks(1).trainingTasks(SHAPE, 3);
        Task first = source.task(0);
        int different = 0;
        for (int i = 1; i < 12; i++) {
            Task again = source.task(i);
            assertThat(again.support().inputs()).isEqualTo(first.support().inputs());
            List<String> names = again.query().classes().names();
            float[] shares = ((Targets.Values) again.support().targets()).values();
            float[] firstShares = ((Targets.Values) first.support().targets()).values();
            for (int row = 0; row < 12; row++) {
                for (int c = 0; c < 3; c++) {
                    int before = first.query().classes().names().indexOf(names.get(c));
                    assertThat(shares[3 * row + c]).isEqualTo(firstShares[3 * row + before]);
                }
            }
            for (int q = 0; q < again.query().count(); q++) {
                assertThat(names.get(again.query().classes().labels()[q]))
                        .isEqualTo(first.query()
                                .classes()
                                .names()
                                .get(first.query().classes().labels()[q]));
            }
            different += names.equals(first.query().classes().names()) ? 0 : 1;
        }
        assertThat(different).isPositive();
    }

    @Test
    void aStudentLearnsToLearnFromTeachersThatItHasNeverMet() {
        NetworkSettings network = new NetworkSettings(NetworkSettings.MLP, List.of(6), 32, NetworkSettings.FLATTEN);
        LearnerSettings maml = new LearnerSettings("maml", network, new InnerSettings(3, 3, 3, 0.4));
        TrainingSettings training =
                new TrainingSettings(SHAPE, SHAPE, 8, 150, TrainingSettings.UNLIMITED, 5e-3, 0, 10, 1000, 0, 1000, 2);
        try (Workers workers = new Workers(2)) {
            TrainedLearner student = new Trainer(maml, training, tasks(60), workers).train();
            TrainedLearner before = new Trainer(maml, training.withIterations(1), tasks(60), workers).train();
            TaskSource tests = tasks(60).testTasks(SHAPE, 77);
            double learned = new Evaluator(workers)
                    .evaluate(student, tests, 60)
                    .accuracy()
                    .mean();
            double unlearned = new Evaluator(workers)
                    .evaluate(before, tests, 60)
                    .accuracy()
                    .mean();
            assertThat(learned).isGreaterThan(unlearned + 0.1);
        }
    }

    @Test
    void aTeacherThatIsCertainTeachesAsLabelsDo() {
        NetworkSettings network = new NetworkSettings(NetworkSettings.MLP, List.of(6), 16, NetworkSettings.FLATTEN);
        LearnerSettings maml = new LearnerSettings("maml", network, new InnerSettings(3, 2, 2, 0.4));
        Task task = BLOBS.testTasks(SHAPE, 1).task(0);
        int[] labels = task.support().classes().labels();
        float[] certain = new float[3 * labels.length];
        for (int i = 0; i < labels.length; i++) {
            certain[3 * i + labels[i]] = 1;
        }
        Solver solver = Methods.named("maml")
                .solver(
                        maml,
                        Methods.named("maml").objective(maml).initialise(5),
                        Tensors.of(Map.of()),
                        BatchNorm.TRANSDUCTIVE);
        assertThat(solver.learn(told(task, certain, 3)).predict(task.query()).probabilities())
                .containsExactly(
                        solver.learn(task.support()).predict(task.query()).probabilities());
        assertThatThrownBy(() -> solver.learn(told(task, new float[4 * labels.length], 4)))
                .hasMessageContaining("the task has 4 classes, but this learner was meta-trained for 3-way tasks");
    }

    private static Examples told(Task task, float[] shares, int ways) {
        return new Examples(task.support().shape(), task.support().inputs(), new Targets.Values(shares, ways));
    }

    @Test
    void tooFewShotsAreRefusedByName() {
        Task labelled = BLOBS.testTasks(SHAPE, 1).task(0);
        assertThatThrownBy(() -> TaughtTask.of(labelled, FOREST, 4, 1))
                .hasMessage(
                        "class 'c0' has 4 supports, but a teacher takes 4 and the student needs one more: draw tasks"
                                + " of more shots");
    }
}
