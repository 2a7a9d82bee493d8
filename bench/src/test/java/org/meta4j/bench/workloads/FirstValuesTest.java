package org.meta4j.bench.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meta4j.engine.Workers;

/**
 * The first losses, meta-gradient norms and answers that JAX and PyTorch have on the same inputs. Runs once with each
 * provider of kernels, see the module's build file.
 */
class FirstValuesTest {
    private static void check(Workloads.Start start, int values) {
        try (Workers workers = Workers.onAllCores()) {
            assertThat(start.with(workers).first()).hasSize(values).allMatch(FirstValue::agrees);
        }
    }

    @Test
    void sinusoidWithOneInnerStep() {
        check(Workloads.sinusoid(1), 2);
    }

    @Test
    void sinusoidWithFiveInnerSteps() {
        check(Workloads.sinusoid(5), 2);
    }

    @Test
    void omniglotWithOneInnerStepAndFiveQueries() {
        check(Workloads.omniglot(1, 5), 2);
    }

    @Test
    void adaptationByMaml() {
        check(Workloads.mamlAdaptation(), 1);
    }

    @Test
    void adaptationByPrototypes() {
        check(Workloads.prototypeAdaptation(), 1);
    }

    @Test
    void valuesAgreeWithinTheToleranceAndTheRoundingOfWhatWasWrittenDown() {
        assertThat(new FirstValue("loss", 2.842, 2.8425, 1e-4).agrees()).isTrue();
        assertThat(new FirstValue("loss", 2.842, 2.8429, 1e-4).agrees()).isFalse();
        assertThat(new FirstValue("norm", 52.743, 52.79, 1e-3).agrees()).isTrue();
        assertThat(new FirstValue("norm", 52.743, 52.80, 1e-3).agrees()).isFalse();
        assertThat(new FirstValue("norm", 3.2, Double.NaN, 1e-3).agrees()).isFalse();
    }
}
