package org.meta4j.bench.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Workers;

class MeasurementTest {
    /** Allocates so many bytes, and no more, in each iteration. */
    private static final class Wasteful implements Workload {
        private static final int BYTES = 1 << 20;
        private byte[] waste = {};
        private int iterations;

        @Override
        public void iterate() {
            waste = new byte[BYTES];
            iterations++;
        }

        @Override
        public List<FirstValue> first() {
            assertThat(iterations).as("iterations before the first values").isZero();
            return List.of(new FirstValue("loss", 1, waste.length, 0));
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public double flops() {
            return 3e6;
        }

        @Override
        public int tasks() {
            return 1;
        }
    }

    @Test
    void allocationsAreCountedAndRatesFollowFromTheMedian() {
        try (Workers workers = new Workers(2)) {
            Measurement measured = Measurement.of(all -> new Wasteful(), workers, 0, 0);
            assertThat(measured.bytesPerIteration()).isBetween(1.0 * (1 << 20), 1.001 * (1 << 20));
            assertThat(measured.minMs()).isPositive().isLessThanOrEqualTo(measured.medianMs());
            assertThat(measured.repeats()).isEqualTo(5);
            assertThat(measured.gflops()).isEqualTo(3e6 / measured.medianMs() / 1e6);
            assertThat(measured.executedGflops()).isNaN();
            assertThat(measured.first()).containsExactly(new FirstValue("loss", 1, 0, 0));
        }
    }
}
