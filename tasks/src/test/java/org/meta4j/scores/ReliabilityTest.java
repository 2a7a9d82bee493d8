package org.meta4j.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityTest {
    @Test
    void theErrorIsTheWeightedGapOfTheBinsByHand() {
        // Bin 14 (14/15, 1]: 0.95 and 1.00, one right: |1/2 − 0.975| = 0.475, 2 of 4 answers.
        // Bin 8 (8/15, 9/15]: 0.60, right: 0.4. Bin 7 (7/15, 8/15]: 0.50, wrong: 0.5.
        Reliability reliability =
                Reliability.of(new double[] {0.95, 0.6, 1.0, 0.5}, new boolean[] {true, true, false, false});

        assertThat(reliability.error()).isCloseTo(0.5 * 0.475 + 0.25 * 0.4 + 0.25 * 0.5, within(1e-15));
        assertThat(reliability.bins()).hasSize(15);
        Reliability.Bin top = reliability.bins().get(14);
        assertThat(top.from()).isEqualTo(14.0 / 15);
        assertThat(top.to()).isEqualTo(1);
        assertThat(top.count()).isEqualTo(2);
        assertThat(top.confidence()).isCloseTo(0.975, within(1e-15));
        assertThat(top.accuracy()).isEqualTo(0.5);
        assertThat(reliability.bins().get(8).count()).isEqualTo(1);
        assertThat(reliability.bins().get(7).count()).isEqualTo(1);
        assertThat(reliability.bins().get(0).accuracy()).isNaN();
    }

    @Test
    void aBinIncludesItsUpperEndAndTheFirstIncludesZero() {
        Reliability reliability = Reliability.of(new double[] {0, 1.0 / 15, 0.2}, new boolean[] {false, false, false});

        assertThat(reliability.bins().get(0).count()).isEqualTo(2);
        assertThat(reliability.bins().get(2).count()).isEqualTo(1);
    }

    @Test
    void answersRightAsOftenAsTheyClaimHaveNoError() {
        double[] confidences = new double[10];
        java.util.Arrays.fill(confidences, 0.7);
        boolean[] right = {true, true, true, false, true, false, true, false, true, true};

        assertThat(Reliability.of(confidences, right).error()).isCloseTo(0, within(1e-15));
        assertThat(Reliability.of(new double[] {1, 1}, new boolean[] {true, true})
                        .error())
                .isZero();
    }

    @Test
    void whatIsNoConfidenceIsRefused() {
        assertThatThrownBy(() -> Reliability.of(new double[] {0.5, 1.2}, new boolean[] {true, true}))
                .hasMessage("confidence 1 must be between 0 and 1, but was 1.2");
        assertThatThrownBy(() -> Reliability.of(new double[] {Double.NaN}, new boolean[] {true}))
                .hasMessageContaining("but was NaN");
        assertThatThrownBy(() -> Reliability.of(new double[0], new boolean[0]))
                .hasMessageStartingWith("0 confidences were given for 0 answers");
    }
}
