package org.meta4j.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meta4j.bench.workloads.Workload;
import org.meta4j.engine.Workers;

class DimensionTest {
    private static final ScalingCase BASE = ScalingCase.base(2);

    @ParameterizedTest
    @EnumSource
    void aDimensionsCasesDifferInItAloneAndTheBaseIsOneOfThem(Dimension dimension) {
        assertThat(dimension.cases(BASE)).contains(BASE).doesNotHaveDuplicates().allSatisfy(c -> {
            for (Dimension other : Dimension.values()) {
                if (other != dimension) {
                    assertThat(other.of(c)).isEqualTo(other.of(BASE));
                }
            }
        });
    }

    @Test
    void noMoreThreadsAreTriedThanThereAre() {
        assertThat(Dimension.THREADS.cases(BASE))
                .extracting(Dimension.THREADS::of)
                .containsExactly(1, 2);
    }

    @Test
    void whatIsExpectedIsTheGrowthOfTheWork() {
        ScalingCase twice = new ScalingCase(16, 1, 5, 28, 64, 2);
        assertThat(Dimension.TASKS.expected(twice, BASE)).isEqualTo(2);
        assertThat(Dimension.THREADS.expected(new ScalingCase(8, 1, 5, 28, 64, 1), BASE))
                .isEqualTo(2);
        // Twelve products a network and step, nine for a further step of it: (9 + 9 + 3) / (9 + 3), roughly.
        assertThat(Dimension.INNER_STEPS.expected(new ScalingCase(8, 2, 5, 28, 64, 2), BASE))
                .isBetween(1.7, 1.76);
    }

    @Test
    void aCaseIsRunAsItSays() {
        try (Workers workers = new Workers(1)) {
            ScalingCase small = new ScalingCase(3, 2, 4, 9, 8, 1);
            Workload workload = small.start().with(workers);
            workload.iterate();
            assertThat(workload.tasks()).isEqualTo(3);
            assertThat(workload.flops()).isEqualTo(small.flops());
        }
    }

    @Test
    void aCaseThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new ScalingCase(8, 1, 1, 28, 64, 1)).hasMessage("ways must be at least 2, but was 1");
    }
}
