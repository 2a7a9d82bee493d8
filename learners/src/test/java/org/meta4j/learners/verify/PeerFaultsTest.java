package org.meta4j.learners.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meta4j.data.ImageClasses;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Values;
import org.meta4j.engine.Workers;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.Slopes;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.learners.objectives.AdaptingObjective;
import org.meta4j.learners.objectives.Episode;
import org.meta4j.learners.objectives.Loss;
import org.meta4j.learners.objectives.MamlObjective;
import org.meta4j.learners.objectives.MetaGradient;
import org.meta4j.learners.objectives.Outcome;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Task;

/** Faults that other libraries had, or that their users reported, built small: the checks find each of them. */
class PeerFaultsTest {
    private static final EpisodeShape EPISODE = new EpisodeShape(3, 2, 2);
    private static final ExampleShape IMAGE = ExampleShape.image(16, 16, 1);
    private static final Network NETWORK =
            new WithHead(new Cnn4(IMAGE, 6, Cnn4.Halving.STRIDE, Cnn4.Readout.MEAN), EPISODE.ways());
    private static final Tensors PARAMETERS = NETWORK.initialise(3);
    private static final Task TASK = MadeUpClasses.task(IMAGE, EPISODE, 0, 1);

    private static MamlObjective maml(InnerLoop.Order order) {
        return new MamlObjective(NETWORK, Loss.CROSS_ENTROPY, new InnerLoop(2, 0.1, order));
    }

    private static Tensors gradient(MamlObjective objective) {
        try (Workers workers = new Workers(1)) {
            MetaGradient gradient = new MetaGradient(
                    objective, PARAMETERS, EPISODE.supportSize(), EPISODE.querySize(), EPISODE.ways(), workers);
            gradient.compute(PARAMETERS, 1, i -> TASK);
            return gradient.gradient().copy();
        }
    }

    private static List<Finding> failures(List<Finding> findings) {
        return findings.stream().filter(finding -> !finding.passed()).toList();
    }

    /** One order of gradient under the name of the other. */
    private record Mislabelled(MamlObjective real, InnerLoop.Order order) implements AdaptingObjective {
        @Override
        public Network network() {
            return real.network();
        }

        @Override
        public Values adapt(Values parameters, Episode episode, Slopes slopes) {
            return real.adapt(parameters, episode, slopes);
        }

        @Override
        public Outcome outcome(Values adapted, Episode episode) {
            return real.outcome(adapted, episode);
        }
    }

    @Test
    void honestGradientsOfBothOrdersPass() {
        for (InnerLoop.Order order : InnerLoop.Order.values()) {
            assertThat(GradientOrder.check("maml", maml(order), PARAMETERS, TASK, 5))
                    .hasSize(2)
                    .allMatch(Finding::passed);
        }
    }

    /** dragen1860/MAML-Pytorch, issues 17 and 26. */
    @Test
    void aSecondOrderMamlThatIsSilentlyFirstOrderIsFound() {
        Mislabelled fault = new Mislabelled(maml(InnerLoop.Order.FIRST), InnerLoop.Order.SECOND);

        List<Finding> findings = GradientOrder.check("fault", fault, PARAMETERS, TASK, 5);

        assertThat(failures(findings))
                .extracting(Finding::check)
                .containsExactly("gradient: fault", "gradient order: fault");
        assertThat(findings.get(0).value()).isGreaterThan(10 * GradientOrder.AGREES);
        assertThat(findings.get(1).value()).isLessThan(GradientOrder.AGREES);
    }

    @Test
    void aFirstOrderMamlThatPaysForSecondOrderIsFound() {
        Mislabelled fault = new Mislabelled(maml(InnerLoop.Order.SECOND), InnerLoop.Order.FIRST);

        assertThat(failures(GradientOrder.check("fault", fault, PARAMETERS, TASK, 5)))
                .hasSize(2);
    }

    /** torch.func.vmap over F.batch_norm: the second-order gradient is 1.5 % wrong, the loss is right. */
    @Test
    void aSecondOrderGradientThatIsWrongByAPercentIsFound() {
        Tensors second = gradient(maml(InnerLoop.Order.SECOND));
        Tensors first = gradient(maml(InnerLoop.Order.FIRST));
        double share = 0.015 * norm(second) / norm(minus(second, first, 1));
        Tensors wrong = minus(second, minus(second, first, 1), (float) share);

        List<Finding> findings = GradientOrder.check("fault", maml(InnerLoop.Order.SECOND), PARAMETERS, TASK, wrong, 5);

        assertThat(findings.get(0).passed()).isFalse();
        assertThat(findings.get(0).value()).isBetween(0.003, 0.05);
    }

    /** An inner loop that detaches its batch statistics: a real gradient of a graph that leaves a path out. */
    @Test
    void anInnerLoopThatForgetsAPathOfItsGradientIsFound() {
        AdaptingObjective honest = maml(InnerLoop.Order.SECOND);
        AdaptingObjective fault = new AdaptingObjective() {
            @Override
            public InnerLoop.Order order() {
                return InnerLoop.Order.SECOND;
            }

            @Override
            public Network network() {
                return NETWORK;
            }

            @Override
            public Values adapt(Values parameters, Episode episode, Slopes slopes) {
                // The norms' scales reach the adapted parameters as constants.
                Values cut = parameters.map((name, value) -> name.endsWith(".scale") ? value.stopGradient() : value);
                Values adapted = honest.adapt(cut, episode, slopes);
                return adapted.map((name, value) ->
                        name.endsWith(".scale") ? value.subtract(cut.get(name)).add(parameters.get(name)) : value);
            }

            @Override
            public Outcome outcome(Values adapted, Episode episode) {
                return honest.outcome(adapted, episode);
            }
        };

        assertThat(GradientOrder.check("fault", fault, PARAMETERS, TASK, 5)
                        .get(0)
                        .passed())
                .isFalse();
    }

    @Test
    void aGradientThatIsNotANumberFails() {
        Tensors broken = gradient(maml(InnerLoop.Order.SECOND));
        broken.get(broken.names().get(0)).values()[0] = Float.NaN;

        assertThat(GradientOrder.check("fault", maml(InnerLoop.Order.SECOND), PARAMETERS, TASK, broken, 5))
                .noneMatch(Finding::passed);
    }

    /** higher, issue 107; supervised-reptile, issue 12: scores that nobody called transductive. */
    @Test
    void batchNormThatUsesTheQueriesStatisticsIsFoundAndSupportPlusOneIsNot() {
        Method maml = Methods.named("maml");
        LearnerSettings defaults = maml.defaults(IMAGE, EPISODE);
        LearnerSettings settings = defaults.withNetwork(defaults.network().withFilters(6));
        Tensors parameters = maml.objective(settings).initialise(3);
        Task task = MadeUpClasses.task(IMAGE, EPISODE, 0.6, 1);
        Tensors none = Tensors.of(Map.of());

        Finding transductive =
                NeighbourLeak.check("fault", maml.solver(settings, parameters, none, BatchNorm.TRANSDUCTIVE), task);
        Finding single =
                NeighbourLeak.check("maml", maml.solver(settings, parameters, none, BatchNorm.SUPPORT_PLUS_ONE), task);

        assertThat(transductive.passed()).isFalse();
        assertThat(transductive.value()).isGreaterThan(0.01);
        assertThat(single.passed()).isTrue();
    }

    /** Centred by the mean of the query batch: the answer of one image alone is always the same. */
    @Test
    void aNearestMeanLearnerThatCentresItsQueriesTogetherIsFound() {
        Task task = MadeUpClasses.task(IMAGE, EPISODE, 0.6, 1);

        assertThat(NeighbourLeak.check("fault", support -> nearestMean(support, true), task)
                        .passed())
                .isFalse();
        assertThat(NeighbourLeak.check("honest", support -> nearestMean(support, false), task)
                        .passed())
                .isTrue();
    }

    /** A learner that answers with NaN has no answer that could be the same. */
    @Test
    void answersThatAreNotNumbersAreALeak() {
        BaseLearner nan = support -> query -> {
            float[] none = new float[query.count() * 3];
            Arrays.fill(none, Float.NaN);
            return new Predictions(none, 3, new float[0]);
        };

        assertThat(NeighbourLeak.check("fault", nan, TASK).passed()).isFalse();
    }

    private static Predictor nearestMean(Examples support, boolean centred) {
        int length = support.shape().length();
        int ways = support.classes().names().size();
        double[] means = new double[ways * length];
        for (int i = 0; i < support.count(); i++) {
            for (int p = 0; p < length; p++) {
                means[support.classes().labels()[i] * length + p] +=
                        (double) support.inputs()[i * length + p] / EPISODE.shots();
            }
        }
        return query -> {
            float[] probabilities = new float[query.count() * ways];
            for (int i = 0; i < query.count(); i++) {
                double[] scores = new double[ways];
                for (int p = 0; p < length; p++) {
                    double centre = 0;
                    for (int j = 0; centred && j < query.count(); j++) {
                        centre += (double) query.inputs()[j * length + p] / query.count() - 0.5 / query.count();
                    }
                    for (int c = 0; c < ways; c++) {
                        double d = query.inputs()[i * length + p] - centre - means[c * length + p];
                        scores[c] -= d * d;
                    }
                }
                double sum = Arrays.stream(scores).map(Math::exp).sum();
                for (int c = 0; c < ways; c++) {
                    probabilities[i * ways + c] = (float) (Math.exp(scores[c]) / sum);
                }
            }
            return new Predictions(probabilities, ways, new float[0]);
        };
    }

    /** learn2learn 0.2.0's Omniglot benchmark: 814 of 1,133 classes of its test tasks are trained on. */
    @Test
    void trainingTasksOfTestClassesAreFound() {
        ImageClasses all = images(20, 0);
        LabelledExamples train = all.subset(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
        LabelledExamples test = all.subset(List.of(10, 11, 12, 13, 14, 15, 16, 17, 18, 19));

        assertThat(SplitLeak.check("fault", train, test))
                .extracting(Finding::value)
                .containsExactly(4.0, 4.0 * 3);
        assertThat(SplitLeak.check("fault", train, test)).noneMatch(Finding::passed);
    }

    @Test
    void classesUnderOtherNamesAreFoundByTheirImages() {
        LabelledExamples train = images(5, 0);
        ImageClasses renamed = renamed(images(5, 0));

        List<Finding> findings = SplitLeak.check("fault", train, renamed);

        assertThat(findings.get(0).passed()).isTrue();
        assertThat(findings.get(1).passed()).isFalse();
        assertThat(findings.get(1).value()).isEqualTo(15);
        assertThat(SplitLeak.check("honest", train, renamed(images(5, 100)))).allMatch(Finding::passed);
    }

    /** Rotated copies of a character count as classes of their own: only the origin tells. */
    @Test
    void rotatedCopiesOfATrainingClassAreFoundByTheirOrigin() {
        ImageClasses turned = images(4, 0).withRotations();

        List<Finding> findings =
                SplitLeak.check("fault", turned.subset(List.of(0, 4, 8, 12)), turned.subset(List.of(1, 5)));

        assertThat(findings.get(0).value()).isEqualTo(2);
        assertThat(findings.get(0).passed()).isFalse();
    }

    /** HowToTrainYourMAML, issue 31; MAML-Pytorch, issue 53: what was saved is not all that the learner was. */
    @Test
    void aModelThatForgetsItsStatisticsWhenSavedIsFound() {
        Tensors all = PARAMETERS;
        Map<String, Tensor> some = new LinkedHashMap<>(all.asMap());
        some.remove(all.names().get(1));

        assertThat(SameBits.check("fault", all, Tensors.of(some)).passed()).isFalse();
        assertThat(SameBits.check("honest", all, all.copy()).passed()).isTrue();
    }

    @Test
    void aSingleBitIsFoundAndSoIsAZeroOfTheOtherSign() {
        Tensors other = PARAMETERS.copy();
        float[] values = other.get(other.names().get(0)).values();
        values[0] = Math.nextUp(values[0]);

        assertThat(SameBits.check("fault", PARAMETERS, other).value()).isEqualTo(1);
        Predictions zero = new Predictions(new float[] {0, 1}, 2, new float[0]);
        Predictions negative = new Predictions(new float[] {-0.0f, 1}, 2, new float[0]);
        assertThat(SameBits.check("fault", zero, negative).passed()).isFalse();
    }

    /** Sums in the order in which threads happen to finish: the same numbers, other bits. */
    @Test
    void sumsInAnotherOrderAreFound() {
        float[] parts = {1e8f, 1, -1e8f, 1};
        float forwards = ((parts[0] + parts[1]) + parts[2]) + parts[3];
        float backwards = ((parts[3] + parts[2]) + parts[1]) + parts[0];
        Predictions one = new Predictions(new float[] {forwards, 0}, 2, new float[0]);
        Predictions other = new Predictions(new float[] {backwards, 0}, 2, new float[0]);

        assertThat(SameBits.check("fault", one, other).passed()).isFalse();
    }

    private static Tensors minus(Tensors a, Tensors b, float factor) {
        Map<String, Tensor> difference = new LinkedHashMap<>();
        a.asMap().forEach((name, tensor) -> {
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] -= factor * b.get(name).values()[i];
            }
            difference.put(name, new Tensor(tensor.shape(), values));
        });
        return Tensors.of(difference);
    }

    private static double norm(Tensors tensors) {
        double sum = 0;
        for (Tensor tensor : tensors.asMap().values()) {
            for (float value : tensor.values()) {
                sum += (double) value * value;
            }
        }
        return Math.sqrt(sum);
    }

    /** Classes of three images of 2×2 pixels, all different. */
    private static ImageClasses images(int classes, int from) {
        List<ClassInfo> infos = new ArrayList<>();
        byte[] pixels = new byte[classes * 3 * 4];
        for (int c = 0; c < classes; c++) {
            infos.add(new ClassInfo("c" + (from + c), "g", "c" + (from + c), 3));
        }
        for (int i = 0; i < classes * 3; i++) {
            pixels[4 * i] = (byte) (i + 1);
            pixels[4 * i + 1] = (byte) (from / 3 + 1);
        }
        return ImageClasses.of(
                ExampleShape.image(2, 2, 1),
                infos,
                pixels,
                Stream.generate(() -> "image").limit(classes * 3L).toList());
    }

    private static ImageClasses renamed(ImageClasses all) {
        byte[] pixels = new byte[all.count() * 4];
        float[] image = new float[4];
        List<ClassInfo> infos = new ArrayList<>();
        for (int c = 0; c < all.classes().size(); c++) {
            infos.add(new ClassInfo("other" + c, "g", "other" + c, 3));
            for (int i = 0; i < 3; i++) {
                all.read(c, i, image, 0);
                for (int p = 0; p < 4; p++) {
                    pixels[(c * 3 + i) * 4 + p] = (byte) Math.round(image[p] * 255);
                }
            }
        }
        return ImageClasses.of(
                all.shape(),
                infos,
                pixels,
                Stream.generate(() -> "image").limit(all.count()).toList());
    }
}
