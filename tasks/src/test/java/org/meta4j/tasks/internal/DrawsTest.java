package org.meta4j.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {
    @Test
    void longsAreThoseOfTheJdksSplitMix() {
        for (long seed : new long[] {0, 1, -7, Long.MAX_VALUE}) {
            Draws draws = new Draws(seed);
            SplittableRandom jdk = new SplittableRandom(seed);
            for (int i = 0; i < 100; i++) {
                assertThat(draws.nextLong()).as("seed %d, number %d", seed, i).isEqualTo(jdk.nextLong());
            }
        }
    }

    @Test
    void everyOrderedSampleIsEquallyLikely() {
        Draws draws = new Draws(42);
        Map<List<Integer>, Integer> counts = new HashMap<>();
        for (int i = 0; i < 60_000; i++) {
            counts.merge(IntStream.of(draws.sample(3, 5)).boxed().toList(), 1, Integer::sum);
        }
        assertThat(counts).hasSize(60);
        double chiSquare = counts.values().stream()
                .mapToDouble(count -> (count - 1_000.0) * (count - 1_000.0) / 1_000)
                .sum();
        // 99.9 % quantile with 59 degrees of freedom.
        assertThat(chiSquare).isLessThan(98.3);
    }

    @Test
    void aSampleOfAllIsAPermutationAndASampleOfNoneIsEmpty() {
        assertThat(new Draws(1).sample(100, 100))
                .containsExactlyInAnyOrder(IntStream.range(0, 100).toArray());
        assertThat(new Draws(1).sample(0, 0)).isEmpty();
        assertThatThrownBy(() -> new Draws(1).sample(4, 3)).hasMessageContaining("4 distinct numbers out of 3");
    }

    @Test
    void boundedNumbersStayBelowLargeBounds() {
        Draws draws = new Draws(9);
        int above = 0;
        for (int i = 0; i < 10_000; i++) {
            int value = draws.nextInt(Integer.MAX_VALUE);
            assertThat(value).isNotNegative().isLessThan(Integer.MAX_VALUE);
            above += value > Integer.MAX_VALUE / 2 ? 1 : 0;
        }
        assertThat(above).isBetween(4_800, 5_200);
    }
}
