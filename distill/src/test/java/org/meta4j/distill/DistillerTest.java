package org.meta4j.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.objectives.MetaGradient;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.training.Checkpoint;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.learners.trust.OpenResults;
import org.meta4j.learners.trust.Temperature;
import org.meta4j.tabular.base.Forest;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

class DistillerTest {
    private static final int WIDTH = 8;
    private static final EpisodeShape EPISODE = new EpisodeShape(4, 2, 5);
    private static final Blobs DATA = new Blobs(WIDTH, 0.4);
    private static final Workers WORKERS = new Workers(2);

    private static final TrainedLearner PROTONET = trained(protonet(32), 300);

    private static LearnerSettings protonet(int size) {
        return new LearnerSettings("protonet", mlp(size), null);
    }

    private static NetworkSettings mlp(int size) {
        return new NetworkSettings(NetworkSettings.MLP, List.of(WIDTH), size, NetworkSettings.FLATTEN);
    }

    private static LearnerSettings maml(int ways) {
        return new LearnerSettings("maml", mlp(32), new InnerSettings(ways, 3, 3, 0.4));
    }

    private static TrainingSettings training(long iterations) {
        return new TrainingSettings(
                EPISODE, EPISODE, 4, iterations, TrainingSettings.UNLIMITED, 3e-3, 0, 20, 1000, 0, 1000, 7);
    }

    private static TrainedLearner trained(LearnerSettings settings, long iterations) {
        return new Trainer(settings, training(iterations), DATA, WORKERS).train();
    }

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    @Test
    void aStudentThatIsItsTeacherHasNothingToLearnFromAnswersHintsDistancesOrAngles() {
        LearnerSettings same = PROTONET.settings();
        for (DistillSettings settings : List.of(
                new DistillSettings(3, 0, 0, 0, 0),
                new DistillSettings(3, 0, 0, 1, 0),
                new DistillSettings(3, 0, 0, 0, 1))) {
            Teachers guide = new Teachers(List.of(Teacher.of(PROTONET)), settings, EPISODE.ways());
            Objective own = Methods.named(same.method()).objective(same);
            MetaGradient gradient = new MetaGradient(
                    guide.objective(own),
                    PROTONET.parameters(),
                    EPISODE.supportSize(),
                    EPISODE.querySize(),
                    EPISODE.ways(),
                    WORKERS);
            TaskSource tasks = DATA.trainingTasks(EPISODE, 11);
            MetaGradient.Result result = gradient.compute(PROTONET.parameters(), 3, new MetaGradient.Batch() {
                @Override
                public Task task(int i) {
                    return tasks.task(i);
                }

                @Override
                public Map<String, float[]> columns(Task task) {
                    return guide.columns(task);
                }
            });
            assertThat(result.loss()).as(settings.toString()).isCloseTo(0, within(1e-5));
            gradient.gradient().asMap().forEach((name, tensor) -> {
                for (float slope : tensor.values()) {
                    assertThat(slope).as(name).isCloseTo(0, within(1e-3f));
                }
            });
        }
    }

    @Test
    void severalTeachersAnswerWithTheWeightedMeanOfTheirSoftenedProbabilities() {
        TrainedLearner other = trained(maml(EPISODE.ways()), 3);
        Teachers guide = new Teachers(
                List.of(Teacher.of(PROTONET).withWeight(3), Teacher.of(other)), new DistillSettings(2, 0, 0, 0, 0), 4);
        Task task = DATA.testTasks(EPISODE, 1).task(0);
        float[] answers = guide.columns(task).get(DistilledObjective.ANSWERS);
        int supports = EPISODE.supportSize();
        assertThat(answers).hasSize(4 * (supports + EPISODE.querySize()));

        float[] one = PROTONET.learn(task.support()).predict(task.query()).probabilities();
        float[] two = Teacher.of(other).answers(task).probabilities();
        for (int q = 0; q < EPISODE.querySize(); q++) {
            double ofOne = 0;
            double ofTwo = 0;
            for (int c = 0; c < 4; c++) {
                ofOne += Math.sqrt(one[4 * q + c]);
                ofTwo += Math.sqrt(two[4 * q + c]);
            }
            for (int c = 0; c < 4; c++) {
                // At temperature 2, softened probabilities are square roots by their sum.
                double expected = 0.75 * Math.sqrt(one[4 * q + c]) / ofOne + 0.25 * Math.sqrt(two[4 * q + c]) / ofTwo;
                assertThat(answers[4 * (supports + q) + c]).isCloseTo((float) expected, within(1e-5f));
            }
        }
    }

    @Test
    void aSmallStudentComesNearItsTeacherAndIsAnOrdinaryLearner(@TempDir Path folder) {
        DistillSettings settings = new DistillSettings(2, 0.1, 0.01, 0.5, 0.5);
        List<Checkpoint> kept = new ArrayList<>();
        Trainer trainer =
                Distiller.trainer(protonet(24), List.of(Teacher.of(PROTONET)), settings, training(200), DATA, WORKERS);
        TrainedLearner student = trainer.train(trainer.start(), kept::add);

        // The regressor of the hints is training's alone.
        assertThat(kept.get(kept.size() - 1).state().parameters().names()).contains("regressor0.weight");
        assertThat(student.parameters().names())
                .isEqualTo(protonet(24).network().network().initialise(0).names());
        Path file = folder.resolve("student.safetensors");
        student.save(file);
        TrainedLearner read = TrainedLearner.load(file);
        List<String> teachers = List.of("protonet, meta-trained on " + DATA.name()
                + ", weight 1.0 (labels 0.1, answers 0.9 at temperature 2.0, hints 0.01, distances 0.5, angles 0.5)");
        assertThat(read.provenance().teachers()).isEqualTo(teachers);
        Path half = folder.resolve("half.checkpoint");
        kept.get(0).write(half);
        assertThat(Checkpoint.read(half).learned().provenance().teachers()).isEqualTo(teachers);
        assertThat(PROTONET.provenance().teachers()).isNull();

        TaskSource tasks = DATA.testTasks(EPISODE, 5);
        TrainedLearner untrained = trained(protonet(24), 1);
        assertThat(apart(read, tasks)).isLessThan(0.5 * apart(untrained, tasks));
        double accuracy =
                new Evaluator(WORKERS).evaluate(read, tasks, 100).accuracy().mean();
        double before = new Evaluator(WORKERS)
                .evaluate(untrained, tasks, 100)
                .accuracy()
                .mean();
        assertThat(accuracy).isGreaterThan(before + 0.1);
    }

    /** Mean over 20 tasks of how far a learner's probabilities are from the teacher's. */
    private static double apart(TrainedLearner learner, TaskSource tasks) {
        double sum = 0;
        for (int t = 0; t < 20; t++) {
            Task task = tasks.task(t);
            Predictions mine = learner.learn(task.support()).predict(task.query());
            Predictions theirs = PROTONET.learn(task.support()).predict(task.query());
            for (int i = 0; i < mine.probabilities().length; i++) {
                sum += Math.abs(mine.probabilities()[i] - theirs.probabilities()[i]) / mine.count() / 20;
            }
        }
        return sum;
    }

    @Test
    void anAdaptingStudentLearnsFromATeacherOfAnotherMethod() {
        DistillSettings soft = new DistillSettings(1, 0, 0, 0, 0);
        TrainedLearner student = Distiller.trainer(
                        maml(EPISODE.ways()), List.of(Teacher.of(PROTONET)), soft, training(200), DATA, WORKERS)
                .train();
        TaskSource tasks = DATA.testTasks(EPISODE, 5);
        TrainedLearner untrained = trained(maml(EPISODE.ways()), 1);
        assertThat(new Evaluator(WORKERS)
                        .evaluate(student, tasks, 50)
                        .accuracy()
                        .mean())
                .isGreaterThan(new Evaluator(WORKERS)
                                .evaluate(untrained, tasks, 50)
                                .accuracy()
                                .mean()
                        + 0.1);
    }

    @Test
    void aNetworkThatWasTrainedForSomethingElseTeachesByTheAnglesOfItsFeatures() {
        Network network = PROTONET.settings().network().network();
        Teacher teacher = Teacher.encoder("features.onnx", network, PROTONET.parameters(), PROTONET.statistics());
        TaskSource tasks = DATA.testTasks(EPISODE, 5);
        assertThat(new Evaluator(WORKERS)
                        .evaluate(teacher.solver(), tasks, 50)
                        .accuracy()
                        .mean())
                .isGreaterThan(0.7);
        Teacher calibrated = teacher.calibrated(DATA.trainingTasks(EPISODE, 3), 30, WORKERS);
        Task task = tasks.task(0);
        Predictions before = teacher.answers(task);
        Predictions after = calibrated.answers(task);
        // One number divides all scores.
        float factor = before.scores()[0] / after.scores()[0];
        assertThat(factor).isNotCloseTo(1, within(1e-3f));
        // What is calibrated has nothing to gain from another temperature.
        OpenResults shown =
                OpenResults.solve(WORKERS, calibrated.solver(), DATA.trainingTasks(EPISODE, 3), 30, done -> {});
        assertThat(Temperature.fit(shown)).isCloseTo(1, within(1e-3));
        for (int i = 0; i < before.scores().length; i++) {
            assertThat(after.scores()[i] * factor).isCloseTo(before.scores()[i], within(1e-3f));
        }
        double[] expected = SoftTargets.of(before, factor);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) after.probabilities()[i]).isCloseTo(expected[i], within(1e-4));
        }

        TrainedLearner student = Distiller.trainer(
                        protonet(24),
                        List.of(teacher),
                        new DistillSettings(1, 0, 0.01, 0, 0),
                        training(200),
                        DATA,
                        WORKERS)
                .train();
        assertThat(apart(student, tasks)).isLessThan(apart(trained(protonet(24), 1), tasks));
    }

    @Test
    void anythingThatLearnsFromSupportsCanTeach() {
        Teacher forest =
                Teacher.of("forest", ExampleShape.features(WIDTH), new Forest(new Forest.Settings(10, 4, 0.5, 1)));
        DistillSettings soft = new DistillSettings(2, 0, 0, 0, 0);
        TrainedLearner student = Distiller.trainer(protonet(24), List.of(forest), soft, training(200), DATA, WORKERS)
                .train();
        TaskSource tasks = DATA.testTasks(EPISODE, 5);
        assertThat(new Evaluator(WORKERS)
                        .evaluate(student, tasks, 50)
                        .accuracy()
                        .mean())
                .isGreaterThan(new Evaluator(WORKERS)
                                .evaluate(trained(protonet(24), 1), tasks, 50)
                                .accuracy()
                                .mean()
                        + 0.1);
        assertThatThrownBy(() -> Distiller.check(protonet(8), List.of(forest), soft.withFeatures(1, 0, 0), EPISODE))
                .hasMessageContaining("the teacher forest has no features of its own");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        DistillSettings soft = DistillSettings.DEFAULT;
        List<Teacher> teacher = List.of(Teacher.of(PROTONET));
        assertThatThrownBy(() -> Distiller.check(protonet(8), List.of(), soft, EPISODE))
                .hasMessage("there must be at least one teacher, but there is none");
        LearnerSettings wider = new LearnerSettings(
                "protonet",
                new NetworkSettings(NetworkSettings.MLP, List.of(WIDTH + 1), 8, NetworkSettings.FLATTEN),
                null);
        assertThatThrownBy(() -> Distiller.check(wider, teacher, soft, EPISODE))
                .hasMessageContaining("teachers and student must look at the same examples");
        assertThatThrownBy(() -> Distiller.check(maml(EPISODE.ways()), teacher, soft.withFeatures(1, 0, 0), EPISODE))
                .hasMessageContaining("has no features that stay the same in every task");
        List<Teacher> fiveWay = List.of(Teacher.of(trained(maml(EPISODE.ways()), 1)));
        assertThatThrownBy(() -> Distiller.check(protonet(8), fiveWay, soft, EPISODE.withWays(7)))
                .hasMessageContaining("solves tasks of 4 classes, but training tasks have 7");
        assertThatThrownBy(() -> Distiller.check(protonet(8), fiveWay, soft.withFeatures(1, 0, 0), EPISODE))
                .hasMessageContaining("a teacher of method 'maml' has no features of its own");
        LearnerSettings reptile = new LearnerSettings(
                "reptile",
                mlp(8),
                Methods.named("reptile")
                        .defaults(ExampleShape.image(28, 28, 1), EPISODE)
                        .inner());
        assertThatThrownBy(() -> Distiller.check(reptile, teacher, soft, EPISODE))
                .hasMessageContaining("a student of method 'reptile' cannot be distilled")
                .hasMessageContaining("protonet");
        assertThatThrownBy(() -> Teacher.of(PROTONET).withWeight(0)).hasMessageContaining("weight must be above 0");
        assertThatThrownBy(() -> new DistillSettings(0, 0.5, 0, 0, 0)).hasMessageContaining("but was 0.0");
        assertThatThrownBy(() -> new DistillSettings(1, 1, 0, 0, 0))
                .hasMessageContaining("nothing comes from a teacher");
    }

    @Test
    void aStudentIsNamedByMethodNetworkAndSize() {
        StudentSpec spec = StudentSpec.parse("protonet:cnn4-16");
        LearnerSettings settings = spec.settings(ExampleShape.image(28, 28, 1), EpisodeShape.DEFAULT);
        assertThat(settings.network().kind()).isEqualTo(NetworkSettings.CNN4_STRIDED);
        assertThat(settings.network().filters()).isEqualTo(16);
        assertThat(StudentSpec.parse("maml:cnn4-pooled-8"))
                .isEqualTo(new StudentSpec("maml", NetworkSettings.CNN4_POOLED, 8))
                .hasToString("maml:cnn4-pooled-8");
        assertThatThrownBy(() -> StudentSpec.parse("protonet")).hasMessageContaining("protonet:mlp-64");
        assertThatThrownBy(() -> StudentSpec.parse("protonet:vgg-16")).hasMessageContaining("cnn4-strided");
        assertThatThrownBy(() -> StudentSpec.parse("protonett:cnn4-16")).hasMessageContaining("protonet");
        assertThatThrownBy(() -> StudentSpec.parse("reptile:cnn4-16")).hasMessageContaining("cannot be of method");
        assertThat(Distiller.students()).contains("protonet", "maml", "r2d2").doesNotContain("reptile", "imaml", "rfs");
    }
}
