package org.meta4j.bench.peaks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meta4j.engine.Workers;

class PeaksTest {
    @Test
    void withoutNumpyOurOwnProductIsTheReferenceAndSaysSo() {
        try (Workers workers = new Workers(1)) {
            GemmPeak peak = GemmPeak.measure("no-such-python", workers, 0);
            assertThat(peak.reference()).startsWith("own ").endsWith(" kernels, no NumPy");
            assertThat(peak.gflops()).isPositive().isFinite();
        }
    }

    @Test
    void whatNumpyPrintsIsSecondsAndTheNameOfItsLibrary() {
        assertThat(NumpyGemm.parse("0.5 openblas"))
                .contains(new GemmPeak(2.0 * 1024 * 1024 * 1024 / 0.5 / 1e9, "NumPy, openblas"));
        assertThat(NumpyGemm.parse("Traceback")).isEmpty();
        assertThat(NumpyGemm.parse("")).isEmpty();
    }

    /** A chain that was optimised away, or left out, would change the sum. */
    @Test
    void theMultiplyAddsStayAtTheirFixedPoint() {
        long lanes = VectorFma.flops() / 24;
        // 0.999 tends to 1 by a thousandth of the distance a round.
        assertThat(VectorFma.run(20_000) / lanes).isBetween(11.999f, 12.001f);
        assertThat(VectorFma.run(0) / lanes).isBetween(11.98f, 11.99f);
    }
}
