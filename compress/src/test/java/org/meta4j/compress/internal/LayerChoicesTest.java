package org.meta4j.compress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerChoicesTest {
    private static final LayerChoice MILD = LayerChoice.MILDEST;
    private static final LayerChoice FOUR = LayerChoice.FOUR_BITS;
    private static final LayerChoice TWO = new LayerChoice(0.5, 2);

    /** Layer a loses 1 point for 100 bytes, b the same for 400; a third way of a saves little more and loses much. */
    private static Map<String, Map<LayerChoice, LayerChoices.Cost>> costs() {
        Map<String, Map<LayerChoice, LayerChoices.Cost>> costs = new LinkedHashMap<>();
        costs.put("a", Map.of(MILD, cost(200, 0), FOUR, cost(100, 0.01), TWO, cost(50, 0.3)));
        costs.put("b", Map.of(MILD, cost(800, 0), FOUR, cost(400, 0.01), TWO, cost(200, 0.02)));
        return costs;
    }

    private static LayerChoices.Cost cost(long bytes, double loss) {
        return new LayerChoices.Cost(bytes, loss);
    }

    @Test
    void theNextStepIsTheOneThatLosesLeastForAByte() {
        // b to four bits: 0.01 / 400; then b to two: 0.01 / 200; then a to four: 0.01 / 100; then a to two: 0.29 / 50.
        assertThat(LayerChoices.way(costs()))
                .containsExactly(
                        Map.of("a", MILD, "b", MILD),
                        Map.of("a", MILD, "b", FOUR),
                        Map.of("a", MILD, "b", TWO),
                        Map.of("a", FOUR, "b", TWO),
                        Map.of("a", TWO, "b", TWO));
    }

    @Test
    void aLongWayIsScoredAtDistancesInBytes() {
        // 1000, 600, 400, 300 and 250 bytes: of 1000, 625 and 250 wanted, those that are not above.
        assertThat(LayerChoices.spread(LayerChoices.way(costs()), costs(), 3))
                .containsExactly(
                        Map.of("a", MILD, "b", MILD), Map.of("a", MILD, "b", FOUR), Map.of("a", TWO, "b", TWO));
    }

    @Test
    void aRecipeNamesTheLayersThatAreTreatedOtherwise() {
        Map<String, LayerChoice> choices = new LinkedHashMap<>();
        choices.put("a", MILD);
        choices.put("b", FOUR);
        choices.put("c", FOUR);
        choices.put("d", TWO);
        assertThat(LayerChoices.recipe(choices))
                .hasToString("prune(0.5, layer, a=0.0, b=0.0, c=0.0).then(quantize(4, a=8, d=2)).then(huffman())");
        assertThat(LayerChoices.recipe(Map.of("a", FOUR))).hasToString("quantize(4).then(huffman())");
        assertThat(List.of(LayerChoices.alike(MILD), LayerChoices.alike(TWO)))
                .extracting(Object::toString)
                .containsExactly("quantize(8).then(huffman())", "prune(0.5, layer).then(quantize(2)).then(huffman())");
    }
}
