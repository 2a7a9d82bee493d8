package org.meta4j.app.pictures.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    @Test
    void ticksAreMultiplesOfOneTwoOrFive() {
        assertThat(Ticks.within(0, 1, 6).values()).containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
        assertThat(Ticks.within(0.3, 0.97, 6).values()).containsExactly(0.4, 0.6, 0.8);
        assertThat(Ticks.within(1, 4900, 10).values())
                .containsExactly(500.0, 1000.0, 1500.0, 2000.0, 2500.0, 3000.0, 3500.0, 4000.0, 4500.0);
        assertThat(Ticks.within(-7, 12, 4).values()).containsExactly(-5.0, 0.0, 5.0, 10.0);
        assertThat(Ticks.within(0, 0.6, 6).values()).containsExactly(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6);
    }

    @Test
    void whatIsCountedHasTicksAtWholeNumbers() {
        assertThat(Ticks.whole(0, 3, 10).values()).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(Ticks.within(0, 3, 10).values()).hasSizeGreaterThan(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0     | 1      | 6 | 0.4   | 0 | 0.4
            0     | 1      | 6 | 0.4   | 2 | 40
            0.95  | 1      | 6 | 0.97  | 2 | 97
            0.995 | 1      | 6 | 0.997 | 2 | 99.7
            0     | 50000  | 6 | 10000 | 0 | 10,000
            -1    | 1      | 6 | 0     | 0 | 0.0
            0     | 3e9    | 6 | 1e9   | 0 | 1.0e+09
            0     | 3e-9   | 6 | 1e-9  | 0 | 1.0e-09
            """)
    void labelsHaveTheDigitsThatTheStepNeeds(
            double min, double max, int most, double tick, int shift, String expected) {
        assertThat(Ticks.within(min, max, most).label(tick, shift)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "NaN, 1", "0, NaN", "0, Infinity"})
    void anAxisMustReachFromANumberToAGreaterOne(double min, double max) {
        assertThatThrownBy(() -> Ticks.within(min, max, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from " + min + " to " + max);
    }

    @Test
    void axesMakeRoomAroundEqualNumbersAndKeepSharesWithinTheirBounds() {
        Axis flat = Axis.round("loss", 2, 2);
        assertThat(flat.min()).isLessThan(2);
        assertThat(flat.max()).isGreaterThan(2);
        Axis shares = Axis.shares("accuracy", -0.2, 1.3);
        assertThat(new double[] {shares.min(), shares.max()}).containsExactly(0, 1);
        assertThat(shares.label(0.2)).isEqualTo("20 %");
        Axis high = Axis.shares("accuracy", 1, 1);
        assertThat(high.min()).isLessThan(1);
        assertThat(high.max()).isEqualTo(1);
        Axis zero = Axis.shares("accuracy", 0, 0);
        assertThat(zero.min()).isZero();
        assertThat(zero.max()).isGreaterThan(0);
    }
}
