package org.meta4j.tabular.modelset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HedgeTest {
    private static final int ROUNDS = 400;

    @Test
    @DisplayName("weights are the exponentials of minus rate times losses, divided by their sum")
    void weightsByHand() {
        Hedge hedge = new Hedge(3, 0.5);
        assertThat(hedge.weights()).containsExactly(1.0 / 3, 1.0 / 3, 1.0 / 3);
        hedge.update(new double[] {0, 1, 0.5});
        hedge.update(new double[] {0.2, 1, 0});
        double sum = Math.exp(-0.1) + Math.exp(-1) + Math.exp(-0.25);
        assertThat(hedge.weights()[0]).isCloseTo(Math.exp(-0.1) / sum, within(1e-12));
        assertThat(hedge.weights()[1]).isCloseTo(Math.exp(-1) / sum, within(1e-12));
        // First round: mean 0.5. The second by weights exp(0, -0.5, -0.25). The best expert lost 0.2.
        double second = Math.exp(0) + Math.exp(-0.5) + Math.exp(-0.25);
        assertThat(hedge.regret())
                .isCloseTo(0.5 + (0.2 * Math.exp(0) + Math.exp(-0.5)) / second - 0.2, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("regret stays within its bound, for chance and for an adversary who hurts the favourite")
    void regretIsBounded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int experts : new int[] {2, 5, 20}) {
            Hedge byChance = new Hedge(experts, Hedge.bestRate(experts, ROUNDS));
            Hedge hurt = new Hedge(experts, Hedge.bestRate(experts, ROUNDS));
            for (int t = 0; t < ROUNDS; t++) {
                byChance.update(random.doubles(experts).toArray());
                double[] weights = hurt.weights();
                double most = Arrays.stream(weights).max().orElseThrow();
                hurt.update(Arrays.stream(weights)
                        .map(weight -> weight == most ? 1 : 0)
                        .toArray());
            }
            double bound = Math.sqrt(ROUNDS * Math.log(experts) / 2);
            assertThat(hurt.regretBound()).isCloseTo(bound, within(1e-9));
            assertThat(byChance.regret()).as("seed %d, experts %d", seed, experts).isLessThanOrEqualTo(bound);
            assertThat(hurt.regret()).as("seed %d, experts %d", seed, experts).isLessThanOrEqualTo(bound);
        }
    }

    @Test
    @DisplayName("the bound is not idle: a rate that is far too large breaks the best bound")
    void boundCanBeBroken() {
        Hedge greedy = new Hedge(2, 1000);
        IntStream.range(0, ROUNDS).forEach(t -> {
            double[] weights = greedy.weights();
            greedy.update(weights[0] >= weights[1] ? new double[] {1, 0} : new double[] {0, 1});
        });
        assertThat(greedy.regret()).isGreaterThan(Math.sqrt(ROUNDS * Math.log(2) / 2));
        assertThat(greedy.regret()).isLessThanOrEqualTo(greedy.regretBound());
    }

    @Test
    @DisplayName("losses outside 0 to 1 are refused with their expert")
    void refusals() {
        Hedge hedge = new Hedge(2, 1);
        assertThatThrownBy(() -> hedge.update(new double[] {0, 1.5}))
                .hasMessage("losses must be from 0 to 1, but that of expert 1 was 1.5");
        assertThatThrownBy(() -> hedge.update(new double[] {Double.NaN, 0})).hasMessageContaining("expert 0 was NaN");
        assertThatThrownBy(() -> hedge.update(new double[1])).hasMessageContaining("2 experts, but 1 losses");
        assertThatThrownBy(() -> new Hedge(0, 1)).hasMessageContaining("experts must be at least 1");
        assertThatThrownBy(() -> new Hedge(2, 0)).hasMessageContaining("rate must be above 0");
    }
}
