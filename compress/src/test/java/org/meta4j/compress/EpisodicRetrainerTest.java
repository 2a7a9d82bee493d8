package org.meta4j.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.data.drawn.DrawnAlphabets;
import org.meta4j.data.drawn.DrawnAlphabetsSettings;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.MetaDataset;

class EpisodicRetrainerTest {
    private static final EpisodeShape EPISODE = new EpisodeShape(5, 1, 5);
    private static MetaDataset data;
    private static TrainedLearner base;

    @BeforeAll
    static void train() {
        data = DrawnAlphabets.metaDataset(DrawnAlphabetsSettings.DEFAULT, 1);
        Method method = Methods.named("protonet");
        LearnerSettings defaults = method.defaults(data.train().shape(), EPISODE);
        LearnerSettings learner = defaults.withNetwork(defaults.network().withFilters(8));
        TrainingSettings settings = method.trainingDefaults(EPISODE)
                .withIterations(120)
                .withMetaLearningRate(5e-3)
                .withValidation(0, 1, 0);
        try (Workers workers = new Workers(2)) {
            base = new Trainer(learner, settings, data, workers).train();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "prune(0.8); prune(0.8).then(train(60, 0.002))",
                "ternary(); ternary().then(train(60, 0.002))",
                "quantize(2); quantize(2).then(train(60, 0.002, learned))",
                "prune(0.8); prune(0.8).then(normalize(20))",
                "prune(0.8); movement(0.8, 60, 0.002).then(train(60, 0.002))",
                "prune(0.8); gradual(0.8, 120, 0.002)",
            })
    void whatTrainsOrNormalisesLosesLess(String without, String with) {
        double plain = accuracy(Compressor.compress(base, Recipe.parse(without)));
        double better = accuracy(compress(with));

        // Over 100 tasks of 25 queries an accuracy is good to some two points.
        assertThat(better).as("%s beside %s with %s", with, without, plain).isGreaterThan(plain + 0.04);
    }

    @Test
    void trainedWeightsAreStillCutAndStillHaveTheirLevels() {
        Compressed compressed = compress("prune(0.75).then(train(5)).then(quantize(3)).then(train(5))");

        int zeros = 0;
        int all = 0;
        for (String name : compressed.packed().keySet()) {
            float[] values = compressed.learner().parameters().get(name).values();
            zeros += (int) java.util.stream.IntStream.range(0, values.length)
                    .filter(i -> values[i] == 0)
                    .count();
            all += values.length;
            int channels = base.parameters()
                    .get(name)
                    .shape()
                    .sizes()[base.parameters().get(name).shape().rank() - 1];
            for (int channel = 0; channel < channels; channel++) {
                Set<Float> levels = new HashSet<>();
                for (int i = channel; i < values.length; i += channels) {
                    levels.add(values[i] + 0f);
                }
                assertThat(levels).as("%s, channel %s", name, channel).hasSizeLessThanOrEqualTo(7);
            }
        }
        assertThat(zeros).isGreaterThanOrEqualTo((int) (0.75 * all));
        // Biases and scales were trained too.
        assertThat(compressed.learner().parameters().get("block1.norm.scale").values())
                .isNotEqualTo(base.parameters().get("block1.norm.scale").values());
    }

    @Test
    void rewindingGoesBackToTheFirstWeights() {
        Compressed compressed = compress("prune(0.5).then(rewind()).then(train(1, 0.0000001))");

        float[] first = Methods.named("protonet")
                .objective(base.settings())
                .initialise(base.provenance().training().seed())
                .get("block2.conv.weight")
                .values();
        float[] now =
                compressed.learner().parameters().get("block2.conv.weight").values();
        int back = 0;
        for (int i = 0; i < now.length; i++) {
            assertThat(now[i] == 0 || Math.abs(now[i] - first[i]) < 1e-5).isTrue();
            back += now[i] != 0 ? 1 : 0;
        }
        assertThat(back).isPositive();
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        String recipe = "quantize(3).then(train(3))";

        float[] once = compress(recipe)
                .learner()
                .parameters()
                .get("block3.conv.weight")
                .values();
        float[] again = compress(recipe)
                .learner()
                .parameters()
                .get("block3.conv.weight")
                .values();

        assertThat(Arrays.equals(once, again)).isTrue();
    }

    @Test
    void withoutTasksItIsRefused() {
        assertThatThrownBy(() -> Compressor.compress(base, Recipe.parse("quantize(4).then(train(100))")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for train(100): give a retrainer");
    }

    private static Compressed compress(String recipe) {
        try (Workers workers = new Workers(2)) {
            return Compressor.compress(base, Recipe.parse(recipe), new EpisodicRetrainer(base, data, workers, 7));
        }
    }

    private static double accuracy(Compressed compressed) {
        try (Workers workers = new Workers(2)) {
            return new Evaluator(workers)
                    .evaluate(compressed.learner(), data.testTasks(EPISODE, 3), 100)
                    .accuracy()
                    .mean();
        }
    }
}
