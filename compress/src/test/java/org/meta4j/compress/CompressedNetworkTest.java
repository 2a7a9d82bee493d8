package org.meta4j.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.supervised.RateSchedule;
import org.meta4j.learners.supervised.SingleScorer;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.learners.supervised.SupervisedTrainer;
import org.meta4j.learners.supervised.TrainedNetwork;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

class CompressedNetworkTest {
    private static final int CLASSES = 8;
    private static final int SIDE = 6;
    private static final ExampleShape SHAPE = ExampleShape.image(SIDE, SIDE, 1);
    private static SupervisedData data;
    private static SupervisedData test;
    private static TrainedNetwork base;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        data = drawn(640, 1);
        test = drawn(400, 2);
        SupervisedSettings settings = SupervisedSettings.DEFAULT
                .withBatch(32)
                .withEpochs(8)
                .withRate(3e-3, RateSchedule.COSINE)
                .withSeed(5);
        try (Workers workers = new Workers(2)) {
            base = new SupervisedTrainer(Layered.parse("dense48-dense32-dense8", SHAPE), settings, workers).train(data);
        }
    }

    @Test
    void trainingOnMakesUpForWhatWasCutAndRounded() {
        CompressedNetwork cut = compress("prune(0.85).then(ternary()).then(huffman())");
        CompressedNetwork trained =
                compress("prune(0.6).then(train(6, 0.003)).then(prune(0.85)).then(train(6, 0.003)).then(ternary())"
                        + ".then(train(6, 0.001)).then(huffman())");

        try (Workers workers = new Workers(2)) {
            double before = base.accuracy(test, workers);
            assertThat(before).isGreaterThan(0.9);
            assertThat(cut.network().accuracy(test, workers)).isLessThan(before - 0.2);
            assertThat(trained.network().accuracy(test, workers)).isGreaterThan(before - 0.05);
        }
    }

    @Test
    void aSavedOneIsReadAgainAndAnswersAlike() throws IOException {
        CompressedNetwork compressed = compress("prune(0.5).then(quantize(4)).then(train(1)).then(huffman())");
        Path file = folder.resolve("small.safetensors");
        compressed.save(file);

        CompressedNetwork read = CompressedNetwork.load(file);

        assertThat(read.recipe()).isEqualTo(compressed.recipe());
        try (Workers workers = new Workers(1)) {
            assertThat(read.network().scores(test.examples(), workers))
                    .containsExactly(compressed.network().scores(test.examples(), workers));
        }
        CompressionReport report = compressed.report(base);
        assertThat(Files.size(file)).isBetween(report.weightBytesAfter(), report.weightBytesAfter() + 3500);
        assertThatThrownBy(() -> Compressed.load(file))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("this is a compressed-network file");
    }

    @Test
    void theReportCountsMultiplyAddsOfWeightsThatAreLeft() {
        CompressionReport report = compress("prune(0.75, layer)").report(base);

        // 36 · 48 + 48 · 32 + 32 · 8, a quarter of each.
        assertThat(report.multiplyAddsBefore()).isEqualTo(1728 + 1536 + 256);
        assertThat(report.multiplyAddsAfter()).isEqualTo(432 + 384 + 64);
        TrainedNetwork convolution = untrained("conv5-pool-dense8");
        // Each of 36 pixels meets 9 numbers but for the border: (4 · 3 + 2 · 2)² pairs of a pixel and a number of 5
        // filters.
        assertThat(Compressor.compress(convolution, Recipe.quantize(4), null)
                        .report(convolution)
                        .multiplyAddsBefore())
                .isEqualTo(16 * 16 * 5 + 3 * 3 * 5 * 8);
    }

    @Test
    void factorsAreStoredInPlaceOfWeightsAndMissThemByNoMoreThanTheShareSays() {
        CompressedNetwork compressed = compress("factorize(0.8)");
        CompressionReport report = compressed.report(base);

        CompressionReport.Layer first = report.layers().get(0);
        // 36 × 48 numbers are some columns of 36 and rows of 48.
        assertThat(first.kept()).isLessThan(first.weights());
        assertThat(first.kept() % (36 + 48)).isZero();
        assertThat(first.bytesAfter()).isEqualTo(4L * first.kept());
        assertThat(first.multiplyAddsAfter()).isEqualTo(first.kept());
        assertThat(report.layers()).allMatch(layer -> layer.error() <= Math.sqrt(0.2) + 1e-6);

        CompressedNetwork rounded = compress("factorize(0.8).then(quantize(4)).then(huffman())");
        Path file = folder.resolve("factors.safetensors");
        rounded.save(file);
        assertThat(CompressedNetwork.load(file)
                        .network()
                        .parameters()
                        .get("dense1.weight")
                        .values())
                .containsExactly(
                        rounded.network().parameters().get("dense1.weight").values());
        assertThat(rounded.report(base).weightBytesAfter()).isLessThan(report.weightBytesAfter() / 3);
    }

    @Test
    void aSearchSaysOfEachRecipeWhatCompressingByItGives() {
        try (Workers workers = new Workers(2)) {
            RecipeSearch.Result result = RecipeSearch.of(base, network -> network.accuracy(test, workers), done -> {})
                    .search();

            assertThat(result.bytesBefore()).isEqualTo(4L * base.parameters().length());
            assertThat(result.before()).isEqualTo(base.accuracy(test, workers));
            assertThat(result.front().size()).isGreaterThan(2);
            for (RecipeSearch.Tried tried : result.front()) {
                CompressedNetwork small = Compressor.compress(base, tried.recipe(), null);
                assertThat(tried.bytes()).isEqualTo(small.report(base).weightBytesAfter());
                assertThat(tried.accuracy()).isEqualTo(small.network().accuracy(test, workers));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantize(4)",
                "prune(0.7).then(quantize(8)).then(huffman())",
                "quantize(3, affine)",
                "quantize(8, affine)",
                "quantize(5, tensor)",
                "ternary()",
                "share(4)",
                "prune(0.9)"
            })
    void oneExampleIsScoredAsManyAreWhateverItsWeightsAreComputedFrom(String recipe) {
        // The second dense layer has more than a megabyte of floats.
        TrainedNetwork wide = untrained("conv8-pool-dense520-dense520-dense8");
        CompressedNetwork small = Compressor.compress(wide, Recipe.parse(recipe), null);
        try (Workers workers = new Workers(1)) {
            float[] together = small.network().scores(test.examples(), workers);
            SingleScorer single = small.single(workers);
            for (int i = 0; i < 20; i++) {
                int from = i * SHAPE.length();
                float[] example = Arrays.copyOfRange(test.examples().inputs(), from, from + SHAPE.length());
                assertThat(single.scores(example))
                        .containsExactly(Arrays.copyOfRange(together, i * 8, (i + 1) * 8), offset(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"huffman()", "quantize(4)", "quantize(4, affine)", "ternary()", "share(3)"})
    void aLayerMayLoseAllItsWeights(String then, @TempDir Path folder) {
        TrainedNetwork faint = untrained("conv4-pool-dense40-dense8");
        float[] filters = faint.parameters().get("conv1.weight").values();
        for (int i = 0; i < filters.length; i++) {
            filters[i] *= 1e-4f;
        }

        CompressedNetwork small = Compressor.compress(faint, Recipe.parse("prune(0.9).then(" + then + ")"), null);

        assertThat(small.network().parameters().get("conv1.weight").values()).containsOnly(0);
        assertThat(small.network().parameters().get("dense1.weight").values()).doesNotContain(Float.NaN);
        Path file = folder.resolve("small.safetensors");
        small.save(file);
        CompressedNetwork read = CompressedNetwork.load(file);
        for (String name : faint.parameters().names()) {
            assertThat(read.network().parameters().get(name).values())
                    .as(name)
                    .containsExactly(small.network().parameters().get(name).values());
        }
    }

    @Test
    void theLossSaysWhatIsMadeSmall() {
        try (Workers workers = new Workers(2)) {
            SupervisedRetrainer towardsZero = new SupervisedRetrainer(base, data, workers, 9)
                    .loss((outputs, columns) -> outputs.square().mean());

            CompressedNetwork small = Compressor.compress(base, Recipe.parse("train(3, 0.01)"), towardsZero);

            assertThat(meanSquare(small.network().scores(test.examples(), workers)))
                    .isLessThan(0.05 * meanSquare(base.scores(test.examples(), workers)));
        }
    }

    private static double meanSquare(float[] scores) {
        double sum = 0;
        for (float score : scores) {
            sum += (double) score * score;
        }
        return sum / scores.length;
    }

    @Test
    void whatItCannotDoIsRefused() {
        assertThatThrownBy(() -> Compressor.compress(base, Recipe.parse("quantize(4).then(train(1))"), null))
                .hasMessageContaining("for train(1): give a retrainer");
        assertThatThrownBy(() -> compress("quantize(4).then(normalize(3))"))
                .hasMessageContaining("has no batch normalisation");
    }

    private static CompressedNetwork compress(String recipe) {
        try (Workers workers = new Workers(2)) {
            return Compressor.compress(base, Recipe.parse(recipe), new SupervisedRetrainer(base, data, workers, 9));
        }
    }

    private static TrainedNetwork untrained(String layers) {
        Layered network = Layered.parse(layers, SHAPE);
        return new TrainedNetwork(
                network, network.initialise(1), network.initialStatistics(), List.of(), base.provenance());
    }

    /** A pattern of each class, with noise. */
    private static SupervisedData drawn(int count, long seed) {
        SplittableRandom patterns = new SplittableRandom(77);
        float[][] pattern = new float[CLASSES][SHAPE.length()];
        for (float[] one : pattern) {
            for (int i = 0; i < one.length; i++) {
                one[i] = (float) patterns.nextDouble();
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        float[] inputs = new float[count * SHAPE.length()];
        int[] labels = new int[count];
        for (int example = 0; example < count; example++) {
            labels[example] = example % CLASSES;
            for (int i = 0; i < SHAPE.length(); i++) {
                inputs[example * SHAPE.length() + i] =
                        (float) (0.6 * pattern[labels[example]][i] + 0.4 * random.nextDouble());
            }
        }
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        return SupervisedData.of("drawn", new Examples(SHAPE, inputs, new Targets.Classes(labels, names)));
    }
}
