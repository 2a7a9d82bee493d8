package org.meta4j.compress.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meta4j.compress.Recipe;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;

class StagesTest {
    @Test
    void theSmallestShareOfAllWeightsIsCutAndTiesAreCutInOrder() {
        Weights first = weights("a", 2, 1f, -2f, 3f, -4f);
        Weights second = weights("b", 2, 0.5f, 0.5f, 9f, 0.5f);

        apply("prune(0.25)", first, second);

        // Two of eight: of three weights of the smallest size the first two.
        assertThat(first.tensor().values()).containsExactly(1, -2, 3, -4);
        assertThat(second.tensor().values()).containsExactly(0, 0, 9, 0.5f);
    }

    @Test
    void aShareOfEachLayerIsCut() {
        Weights first = weights("a", 2, 1f, -2f, 3f, -4f);
        Weights second = weights("b", 2, 0.1f, -0.2f, 0.3f, 0.4f);

        apply("prune(0.5, layer)", first, second);

        assertThat(first.tensor().values()).containsExactly(0, 0, 3, -4);
        assertThat(second.tensor().values()).containsExactly(0, 0, 0.3f, 0.4f);
    }

    @Test
    void symmetricLevelsAreMultiplesOfAScale() {
        // Three bits: seven levels, −3 to 3, of which the outermost is at 6.
        Weights weights = weights("a", 1, 6f, -0.9f, 1.1f, -5.1f, 2.9f);

        apply("quantize(3, min-max)", weights);

        assertThat(weights.tensor().values()).containsExactly(6, 0, 2, -6, 2);
    }

    @Test
    void affineLevelsReachFromTheSmallestToTheLargestAndKeepZero() {
        // Two bits: −1, 0, 1, 2.
        Weights weights = weights("a", 1, -1f, 2f, 0.4f, 1.4f, 0f);

        apply("quantize(2, affine, min-max)", weights);

        assertThat(weights.tensor().values()).containsExactly(-1, 2, 0, 1, 0);
    }

    @Test
    void eachOutputChannelHasAScaleOfItsOwn() {
        // Columns are channels: the second is a hundred times smaller.
        float[] values = {1f, 0.01f, -2f, -0.02f, 3f, 0.03f};
        Weights byChannel = weights("a", 2, values);
        Weights together = weights("a", 2, values);

        apply("quantize(3, min-max)", byChannel);
        apply("quantize(3, min-max, tensor)", together);

        assertThat(byChannel.tensor().values()).containsExactly(values, within(1e-6f));
        assertThat(together.tensor().values()).containsExactly(1, 0, -2, 0, 3, 0);
    }

    @Test
    void moreBitsAndTheBestRangeLoseLess() {
        float[] values = normal(4000, 7);
        double before = Double.POSITIVE_INFINITY;
        for (int bits = 2; bits <= 8; bits++) {
            double best = error(values, "quantize(" + bits + ")");
            assertThat(best).isLessThanOrEqualTo(error(values, "quantize(" + bits + ", min-max)"));
            assertThat(best).isLessThan(before);
            before = best;
        }
        assertThat(error(values, "quantize(4)")).isLessThan(error(values, "quantize(4, percentile)"));
        // Half a level's distance at most, and evenly: d / √12.
        float reach = IntStream.range(0, values.length)
                .mapToObj(i -> Math.abs(values[i]))
                .max(Float::compare)
                .orElseThrow();
        assertThat(error(values, "quantize(8, tensor, min-max)"))
                .isCloseTo(reach / 127 / Math.sqrt(12), within(0.03 * reach / 127));
    }

    /** Max, Quantizing for Minimum Distortion, 1960, doi:10.1109/TIT.1960.1057548: of a normal distribution. */
    @Test
    void sharedValuesOfNormalWeightsHaveThePublishedDistortion() {
        float[] values = normal(200_000, 3);

        assertThat(square(error(values, "share(1)"))).isCloseTo(0.3634, within(0.005));
        assertThat(square(error(values, "share(2)"))).isCloseTo(0.1175, within(0.002));
        assertThat(square(error(values, "share(3)"))).isCloseTo(0.03454, within(0.0015));
    }

    @Test
    void sharedValuesAreTheMeansOfGroups() {
        Weights weights = weights("a", 1, 1f, 1.2f, 5f, 5.4f, -3f);

        apply("share(2)", weights);

        assertThat(weights.tensor().values()).containsExactly(new float[] {1.1f, 1.1f, 5.2f, 5.2f, -3f}, within(1e-6f));
    }

    @Test
    void threeLevelsAreZeroAndTheMeanSizeOfLargeWeights() {
        // Mean size 2, threshold 1.4: 3 and −4 and 2 are left, of mean size 3.
        Weights weights = weights("a", 1, 0.5f, 3f, -4f, 0.5f, 2f);

        apply("ternary()", weights);

        assertThat(weights.tensor().values()).containsExactly(0, 3, -3, 0, 3);
    }

    @Test
    void roundingAgainChangesNothing() {
        for (String recipe : List.of("quantize(4, min-max)", "quantize(3, affine, min-max)", "share(4)")) {
            Weights once = new Weights("a", new Tensor(Shape.of(100, 10), normal(1000, 4)));
            apply(recipe, once);
            Weights twice = new Weights("a", once.tensor());
            apply(recipe, twice);
            assertThat(twice.tensor().values())
                    .as(recipe)
                    .containsExactly(once.tensor().values(), within(1e-6f));
        }
    }

    @Test
    void whatIsPackedComesBackBitForBitInTheExpectedBytes() {
        for (String text : List.of(
                "prune(0.9)",
                "quantize(4)",
                "quantize(3, affine)",
                "ternary()",
                "share(5)",
                "prune(0.9).then(quantize(4))",
                "prune(0.8).then(share(5))")) {
            for (boolean huffman : new boolean[] {false, true}) {
                Weights weights = new Weights("a", new Tensor(Shape.of(3, 3, 20, 30), normal(5400, 9)));
                apply(text, weights);
                Packed packed = Packer.pack(weights, huffman);
                Tensor back = Unpacker.unpack(packed);
                assertThat(back.shape()).isEqualTo(weights.shape());
                assertThat(back.values())
                        .as(text)
                        .containsExactly(weights.tensor().values());
            }
        }
        Weights four = new Weights("a", new Tensor(Shape.of(180, 30), normal(5400, 9)));
        apply("quantize(4)", four);
        assertThat(Packer.pack(four, false).size()).isEqualTo(5400 / 2 + 4 * 30 + 4);
        assertThat(Packer.pack(four, true).size()).isLessThan(5400 / 2);
    }

    @Test
    void aTensorOfZerosCanBePacked() {
        for (String text : List.of("quantize(4)", "ternary()", "share(3)", "prune(0.5).then(quantize(2))")) {
            Weights weights = weights("a", 2, new float[8]);
            apply(text, weights);
            assertThat(Unpacker.unpack(Packer.pack(weights, true)).values())
                    .as(text)
                    .containsOnly(0);
        }
    }

    private static double error(float[] values, String recipe) {
        Weights weights = new Weights("a", new Tensor(Shape.of(values.length, 1), values));
        apply(recipe, weights);
        float[] rounded = weights.tensor().values();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += square((double) values[i] - rounded[i]);
        }
        return Math.sqrt(sum / values.length);
    }

    private static double square(double x) {
        return x * x;
    }

    private static float[] normal(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float)
                    (Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble()));
        }
        return values;
    }

    private static Weights weights(String name, int columns, float... values) {
        return new Weights(
                name, new Tensor(Shape.of(values.length / columns, columns), Arrays.copyOf(values, values.length)));
    }

    @Test
    void layersMayHaveBitsAndSharesOfTheirOwn() {
        Weights first = new Weights("a", new Tensor(Shape.of(4, 1), new float[] {1, 2, 3, 4}));
        Weights second = new Weights("b", new Tensor(Shape.of(4, 1), new float[] {5, 6, 7, 8}));
        apply("prune(0.5, a=0.25).then(quantize(8, min-max, b=2))", first, second);

        assertThat(first.tensor().values()).hasSize(4).startsWith(0).endsWith(4);
        assertThat(first.count()).isEqualTo(3);
        // Two of four are left, and two bits have −8, 0 and 8.
        assertThat(second.tensor().values()).containsExactly(0, 0, 8, 8);
    }

    private static void apply(String recipe, Weights... weights) {
        Recipe.parse(recipe).stages().forEach(stage -> Stages.apply(stage, List.of(weights)));
    }
}
