package org.meta4j.bench.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.meta4j.bench.inputs.FirstValues;
import org.meta4j.engine.Workers;

/**
 * The first losses and meta-gradient norms that JAX and learn2learn have on the same inputs. Runs once with each
 * provider of kernels, see the module's build file.
 */
class FirstValuesTest {
    private static void check(Function<Workers, Workload> make, double normTolerance) {
        try (Workers workers = Workers.onAllCores()) {
            Workload workload = make.apply(workers);
            FirstValues actual = workload.evaluate();
            FirstValues expected = workload.expected();
            assertThat(actual.loss()).isCloseTo(expected.loss(), within(1e-4 * expected.loss()));
            assertThat(actual.gradientNorm())
                    .isCloseTo(expected.gradientNorm(), within(normTolerance * expected.gradientNorm()));
        }
    }

    @Test
    void sinusoidWithOneInnerStep() {
        check(workers -> Workload.sinusoid(1, workers), 1e-4);
    }

    @Test
    void sinusoidWithFiveInnerSteps() {
        check(workers -> Workload.sinusoid(5, workers), 1e-3);
    }

    @Test
    void omniglotWithOneInnerStepAndFiveQueries() {
        check(workers -> Workload.omniglot(1, 5, workers), 1e-4);
    }
}
