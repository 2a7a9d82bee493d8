package org.meta4j.app.pictures.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrincipalAxesTest {
    @Test
    void pointsOnALineAreSeenAlongIt() {
        // Points t · (3, 4) + (10, −2) for t = −2, −1, 0, 3: their mean is t = 0, so they lie at 5t.
        float[] rows = {4, -10, 7, -6, 10, -2, 19, 10};

        PrincipalAxes axes = PrincipalAxes.of(rows, 2, 2);

        assertThat(axes.shares()[0]).isCloseTo(1, within(1e-12));
        double[] expected = {-10, -5, 0, 15};
        for (int i = 0; i < expected.length; i++) {
            assertThat(axes.coordinates()[i][0]).isCloseTo(expected[i], within(1e-5));
            assertThat(axes.coordinates()[i][1]).isCloseTo(0, within(1e-5));
        }
    }

    @Test
    void aRectangleIsSeenAlongItsLongSideFirst() {
        // Corners (±3, ±1): the sums of squares along the sides are 36 and 4.
        PrincipalAxes axes = PrincipalAxes.of(new float[] {3, 1, 3, -1, -3, 1, -3, -1}, 2, 2);

        assertThat(axes.shares()).containsExactly(new double[] {0.9, 0.1}, within(1e-12));
        for (double[] corner : axes.coordinates()) {
            assertThat(Math.abs(corner[0])).isCloseTo(3, within(1e-9));
            assertThat(Math.abs(corner[1])).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void withAsManyAxesAsFeaturesAllDistancesAreKept() {
        long seed = 17;
        SplittableRandom random = new SplittableRandom(seed);
        float[] rows = new float[30 * 4];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextDouble(-5, 5);
        }

        PrincipalAxes axes = PrincipalAxes.of(rows, 4, 4);

        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < i; j++) {
                double before = 0;
                double after = 0;
                for (int k = 0; k < 4; k++) {
                    before += Math.pow(rows[4 * i + k] - (double) rows[4 * j + k], 2);
                    after += Math.pow(axes.coordinates()[i][k] - axes.coordinates()[j][k], 2);
                }
                assertThat(after).as("rows %d and %d, seed %d", i, j, seed).isCloseTo(before, within(1e-8));
            }
        }
        assertThat(axes.shares()[0]).isGreaterThanOrEqualTo(axes.shares()[1]);
    }

    @Test
    void withoutVarianceEverythingIsAtZero() {
        PrincipalAxes same = PrincipalAxes.of(new float[] {2, 5, 2, 5, 2, 5}, 2, 2);
        PrincipalAxes one = PrincipalAxes.of(new float[] {2, 5}, 2, 2);

        assertThat(same.shares()).containsOnly(0);
        assertThat(same.coordinates()).isDeepEqualTo(new double[3][2]);
        assertThat(one.coordinates()).isDeepEqualTo(new double[1][2]);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> PrincipalAxes.of(new float[] {1, 2, Float.NaN, 4}, 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("feature 0 of row 1 is NaN");
        assertThatThrownBy(() -> PrincipalAxes.of(new float[3], 2, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
