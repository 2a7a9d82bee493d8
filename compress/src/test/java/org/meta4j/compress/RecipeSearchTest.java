package org.meta4j.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.meta4j.compress.stages.Quantize;
import org.meta4j.learners.TrainedLearner;

class RecipeSearchTest {
    @Test
    void itSparesTheLayerThatTheScoreDependsOn() {
        TrainedLearner base = Untrained.learner("protonet", 8);
        float[] first = base.parameters().get("block1.conv.weight").values();
        AtomicInteger heard = new AtomicInteger();
        // Only the first layer counts: each of its weights that moves by more than a hundredth of the largest costs
        // accuracy.
        RecipeSearch<TrainedLearner> search = RecipeSearch.of(
                base,
                learner -> {
                    float[] now = learner.parameters().get("block1.conv.weight").values();
                    int moved = 0;
                    for (int i = 0; i < now.length; i++) {
                        moved += Math.abs(now[i] - first[i]) > 0.01 ? 1 : 0;
                    }
                    return 1 - (double) moved / now.length;
                },
                progress -> heard.incrementAndGet());

        RecipeSearch.Result result = search.search();

        assertThat(result.before()).isEqualTo(1);
        RecipeSearch.Tried best = result.ofLoss(0.2).orElseThrow();
        assertThat(best.accuracy()).isGreaterThanOrEqualTo(0.8);
        Quantize levels = best.recipe().stages().stream()
                .filter(Quantize.class::isInstance)
                .map(Quantize.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(levels.bits("block1.conv.weight")).isGreaterThan(2);
        assertThat(levels.bits("block3.conv.weight")).isEqualTo(2);
        assertThat(result.sensitivity().get("block1.conv.weight")).isPositive();
        assertThat(result.sensitivity().get("block2.conv.weight")).isZero();
        long smallest = result.tried().get(result.tried().size() - 1).bytes();
        assertThat(result.ofBytes(smallest)).isPresent();
        assertThat(result.ofBytes(smallest - 1)).isEmpty();
        assertThat(result.tried()).extracting(RecipeSearch.Tried::recipe).doesNotHaveDuplicates();
        assertThat(heard.get()).isGreaterThan(4 * 15);
    }

    @Test
    void theFrontIsWhatNoOtherBeats() {
        Recipe recipe = Recipe.ternary();
        RecipeSearch.Tried large = new RecipeSearch.Tried(recipe, 100, 0.9);
        RecipeSearch.Tried beaten = new RecipeSearch.Tried(recipe, 90, 0.7);
        RecipeSearch.Tried middle = new RecipeSearch.Tried(recipe, 80, 0.8);
        RecipeSearch.Tried small = new RecipeSearch.Tried(recipe, 10, 0.3);

        assertThat(RecipeSearch.front(List.of(large, beaten, middle, small))).containsExactly(large, middle, small);
    }
}
