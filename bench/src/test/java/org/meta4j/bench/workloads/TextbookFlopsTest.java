package org.meta4j.bench.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meta4j.engine.Workers;

class TextbookFlopsTest {
    @Test
    void aPerceptronsProductsAreCountedByHand() {
        TextbookFlops network = TextbookFlops.perceptron(1, 40, 40, 1);
        assertThat(network).isEqualTo(new TextbookFlops(80, 2 * 40 * 40 + 2 * 40));
        assertThat(network.value()).isEqualTo(3360);
        assertThat(network.gradient()).isEqualTo(2 * 80 + 3 * 3280);
        assertThat(network.innerStep()).isEqualTo(4 * 80 + 9 * 3280);
    }

    @Test
    void blocksAreCountedByHand() {
        // Sides of 28 become 14, 7, 4 and 2 by strides; pooled blocks convolve at 28, 14, 7 and 3.
        double window = 2 * 9 * 64 * 64;
        assertThat(TextbookFlops.strided(28, 1, 64))
                .isEqualTo(new TextbookFlops(2 * 9 * 64 * 14 * 14, window * (7 * 7 + 4 * 4 + 2 * 2)));
        assertThat(TextbookFlops.pooled(28, 1, 64))
                .isEqualTo(new TextbookFlops(2 * 9 * 64 * 28 * 28, window * (14 * 14 + 7 * 7 + 3 * 3)));
        assertThat(TextbookFlops.pooled(28, 1, 64).withHead(64, 5).rest())
                .isEqualTo(window * (14 * 14 + 7 * 7 + 3 * 3) + 2 * 64 * 5);
    }

    /** What a perceptron's program does: no padding, so its products are the textbook's, and element-wise steps come on top. */
    @Test
    void aProgramDoesAtLeastTheTextbooksProducts() {
        try (Workers workers = new Workers(1)) {
            Workload sinusoid = Workloads.sinusoid(1).with(workers);
            assertThat(sinusoid.flops()).isBetween(0.5 * sinusoid.executedFlops(), sinusoid.executedFlops());
        }
    }

    /** Some 10 GFLOP an iteration; products with the padding, a seventh, are left out by the program. */
    @Test
    void omniglotIsTenBillionOperations() {
        try (Workers workers = new Workers(1)) {
            Workload omniglot = Workloads.omniglot(1, 5).with(workers);
            assertThat(omniglot.flops()).isBetween(9.9e9, 10.1e9);
            assertThat(omniglot.executedFlops()).isBetween(0.8 * omniglot.flops(), 1.1 * omniglot.flops());
        }
    }
}
