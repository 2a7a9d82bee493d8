package org.meta4j.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.tasks.Examples;

class NarrowingTest {
    /** Filters without effect: a scale and shift of 0 make their maps 0 after ReLU. */
    private static final List<Integer> IDLE = List.of(1, 4, 6);

    @ParameterizedTest
    @ValueSource(strings = {"protonet", "maml"})
    void filtersWithoutEffectAreTakenOutWithoutEffect(String method) {
        TrainedLearner base = Untrained.learner(method, 8);
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
        Examples support = Untrained.examples(10, 1);
        Examples query = Untrained.examples(8, 2);
        float[] expected = base.learn(support).predict(query).probabilities();
        float[] found = small.learn(support).predict(query).probabilities();
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("probability %s", i).isCloseTo(expected[i], within(1e-4f));
        }
    }

    @Test
    void theReportCountsBesideTheWholeNetwork() {
        TrainedLearner base = Untrained.learner("protonet", 8);

        CompressionReport report = Compressor.compress(base, Recipe.parse("narrow(4).then(quantize(8))"))
                .report(base);

        assertThat(report.weightBytesBefore())
                .isEqualTo(4L * (base.parameters().length() + base.statistics().length()));
        // Blocks 2 to 4 read and write half as many channels, block 1 writes half as many.
        assertThat((double) report.multiplyAddsAfter() / report.multiplyAddsBefore())
                .isBetween(0.25, 0.5);
        assertThat(report.weightBytesAfter()).isLessThan(report.weightBytesBefore() / 8);
        TrainedLearner half = Untrained.learner("protonet", 4);
        assertThat(report.memoryBytes())
                .isEqualTo(4L * (half.parameters().length() + half.statistics().length()));
    }

    @Test
    void whatCannotBeMadeNarrowerIsRefused() {
        TrainedLearner base = Untrained.learner("protonet", 8);
        assertThatThrownBy(() -> Compressor.check(base, Recipe.parse("narrow(8)")))
                .hasMessageContaining("must leave fewer filters than there are, which is 8");
        assertThatThrownBy(() -> Recipe.parse("quantize(4).then(narrow(4))")).hasMessageContaining("put it first");
        assertThatThrownBy(() -> Recipe.parse("narrow(0)")).hasMessageContaining("at least 1, but were 0");
        LearnerSettings settings = base.settings();
        LearnerSettings perceptron = settings.withNetwork(
                new NetworkSettings("mlp", settings.network().exampleShape(), 16, "flatten"));
        assertThatThrownBy(() -> Compressor.check(Untrained.learner(perceptron), Recipe.parse("narrow(4)")))
                .hasMessageContaining("takes filters out of the cnn4 networks, but this learner has a mlp");
    }

    @Test
    void statisticsAreNotEstimatedForALearnerThatKeepsNone() {
        assertThatThrownBy(() ->
                        Compressor.check(Untrained.learner("maml", 8), Recipe.parse("quantize(4).then(normalize(3))")))
                .hasMessageContaining("a learner of method 'maml'")
                .hasMessageContaining("keeps no running statistics")
                .hasMessageContaining("leave out normalize");
        assertThat(Compressor.check(Untrained.learner("protonet", 8), Recipe.parse("normalize(3)")))
                .hasToString("normalize(3)");
    }
}
