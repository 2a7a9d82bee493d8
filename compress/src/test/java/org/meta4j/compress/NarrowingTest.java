package org.meta4j.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Provenance;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

class NarrowingTest {
    /** Filters without effect: a scale and shift of 0 make their maps 0 after ReLU. */
    private static final List<Integer> IDLE = List.of(1, 4, 6);

    @ParameterizedTest
    @ValueSource(strings = {"protonet", "maml"})
    void filtersWithoutEffectAreTakenOutWithoutEffect(String method) {
        TrainedLearner base = learner(method, 8);
        for (int block = 1; block <= 4; block++) {
            for (int idle : IDLE) {
                base.parameters().get("block" + block + ".norm.scale").values()[idle] = 0;
                base.parameters().get("block" + block + ".norm.shift").values()[idle] = 0;
            }
        }

        Compressed narrow = Compressor.compress(base, Recipe.parse("narrow(5)"));
        TrainedLearner small = narrow.learner();

        assertThat(small.settings().network().filters()).isEqualTo(5);
        assertThat(small.parameters().get("block3.conv.weight").shape().sizes()).containsExactly(3, 3, 5, 5);
        Examples support = examples(10, 1);
        Examples query = examples(8, 2);
        float[] expected = base.learn(support).predict(query).probabilities();
        float[] found = small.learn(support).predict(query).probabilities();
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("probability %s", i).isCloseTo(expected[i], within(1e-4f));
        }
    }

    @Test
    void theReportCountsBesideTheWholeNetwork() {
        TrainedLearner base = learner("protonet", 8);

        CompressionReport report = Compressor.compress(base, Recipe.parse("narrow(4).then(quantize(8))"))
                .report(base);

        assertThat(report.weightBytesBefore())
                .isEqualTo(4L * (base.parameters().length() + base.statistics().length()));
        // Blocks 2 to 4 read and write half as many channels, block 1 writes half as many.
        assertThat((double) report.multiplyAddsAfter() / report.multiplyAddsBefore())
                .isBetween(0.25, 0.5);
        assertThat(report.weightBytesAfter()).isLessThan(report.weightBytesBefore() / 8);
    }

    @Test
    void whatCannotBeMadeNarrowerIsRefused() {
        TrainedLearner base = learner("protonet", 8);
        assertThatThrownBy(() -> Compressor.check(base, Recipe.parse("narrow(8)")))
                .hasMessageContaining("must leave fewer filters than there are, which is 8");
        assertThatThrownBy(() -> Recipe.parse("quantize(4).then(narrow(4))")).hasMessageContaining("put it first");
        assertThatThrownBy(() -> Recipe.parse("narrow(0)")).hasMessageContaining("at least 1, but were 0");
        LearnerSettings settings = base.settings();
        LearnerSettings perceptron = settings.withNetwork(
                new NetworkSettings("mlp", settings.network().exampleShape(), 16, "flatten"));
        assertThatThrownBy(() -> Compressor.check(untrained(perceptron), Recipe.parse("narrow(4)")))
                .hasMessageContaining("takes filters out of the cnn4 networks, but this learner has a mlp");
    }

    private static TrainedLearner learner(String name, int filters) {
        LearnerSettings defaults =
                Methods.named(name).defaults(ExampleShape.image(12, 12, 1), new EpisodeShape(2, 5, 3));
        NetworkSettings network =
                new NetworkSettings("cnn4-strided", defaults.network().exampleShape(), filters, "flatten");
        return untrained(defaults.withNetwork(network));
    }

    private static TrainedLearner untrained(LearnerSettings settings) {
        Method method = Methods.named(settings.method());
        return new TrainedLearner(
                settings,
                method.objective(settings).initialise(3),
                method.objective(settings).initialStatistics(),
                new Provenance(
                        "drawn", "ab", method.trainingDefaults(EpisodeShape.DEFAULT), 1, 1, -1, "test", "17", "plain"));
    }

    private static Examples examples(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] inputs = new float[count * 144];
        int[] labels = new int[count];
        for (int i = 0; i < inputs.length; i++) {
            labels[i / 144] = 2 * (i / 144) / count;
            inputs[i] = (float) (random.nextDouble() * (labels[i / 144] + 1) / 2);
        }
        return new Examples(ExampleShape.image(12, 12, 1), inputs, new Targets.Classes(labels, List.of("a", "b")));
    }
}
