package org.meta4j.app.pictures.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmoothedTest {
    @Test
    void aWindowsIntervalIsThatOfItsMean() {
        // The window around the second value is all three: mean 2, s = 1, half the interval 1.96 / √3.
        Smoothed smooth = Smoothed.of(new double[] {10, 20, 30}, new double[] {1, 2, 3});

        assertThat(smooth.at()[1]).isEqualTo(20);
        assertThat(smooth.mean()[1]).isEqualTo(2);
        assertThat(smooth.high()[1]).isCloseTo(2 + 1.96 / Math.sqrt(3), within(1e-12));
        assertThat(smooth.low()[1]).isCloseTo(2 - 1.96 / Math.sqrt(3), within(1e-12));
    }

    @Test
    void whatIsNoNumberIsLeftOut() {
        double[] xs = {1, 2, 3, 4};
        double[] ys = {5, Double.NaN, Double.POSITIVE_INFINITY, 5};

        assertThat(Smoothed.of(xs, ys).mean()).containsOnly(5);
        assertThat(Smoothed.of(new double[0], new double[0]).mean()).isEmpty();
        assertThat(Smoothed.of(new double[] {1}, new double[] {Double.NaN}).mean())
                .isEmpty();
        assertThat(Smoothed.of(new double[] {1}, new double[] {7}).low()).containsExactly(Double.NaN);
    }

    @Test
    void aLineStaysWhereItIsAndManyValuesMakeFewPoints() {
        double[] xs = IntStream.range(0, 10_000).mapToDouble(i -> i).toArray();

        Smoothed smooth = Smoothed.of(xs, xs);

        assertThat(smooth.at().length).isBetween(Smoothed.MOST / 2, Smoothed.MOST + 1);
        assertThat(smooth.at()).isSorted();
        for (int i = 0; i < smooth.at().length; i++) {
            assertThat(smooth.mean()[i]).isCloseTo(smooth.at()[i], within(1e-6));
        }
    }
}
