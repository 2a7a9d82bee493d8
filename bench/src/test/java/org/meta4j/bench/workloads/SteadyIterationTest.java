package org.meta4j.bench.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.bench.scaling.ScalingCase;
import org.meta4j.engine.Workers;

/**
 * A steady meta-iteration allocates nothing on the heap, on any of its threads: no garbage is made, and no vector was
 * boxed. Until the compiler is done it may, so iterations go on until some in a row allocate nothing.
 */
class SteadyIterationTest {
    private static final int IN_A_ROW = 3;

    /** Enough for C2, which takes seconds for the largest kernels while other tests keep the cores busy. */
    private static final int MOST_SECONDS = 60;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_steady_iteration_of_s_allocates_nothing(int threads) {
        assertAllocatesNothing(Workloads.sinusoid(1), threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_steady_iteration_of_a_small_o_allocates_nothing(int threads) {
        assertAllocatesNothing(new ScalingCase(2, 1, 5, 10, 64, threads).start(), threads);
    }

    private static void assertAllocatesNothing(Workloads.Start start, int threads) {
        try (Workers workers = new Workers(threads)) {
            Workload workload = start.with(workers);
            workload.iterate();
            HeapBytes heap = HeapBytes.ofAllThreads();
            assertThat(heap.known()).as("this JVM counts allocations").isTrue();
            long least = Long.MAX_VALUE;
            long end = System.nanoTime() + MOST_SECONDS * 1_000_000_000L;
            while (least > 0 && System.nanoTime() < end) {
                long before = heap.allocated();
                for (int i = 0; i < IN_A_ROW; i++) {
                    workload.iterate();
                }
                least = Math.min(least, heap.allocated() - before);
            }
            assertThat(least).as("bytes that %d iterations allocate", IN_A_ROW).isZero();
        }
    }
}
