package org.meta4j.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static boolean[] all(int count) {
        boolean[] known = new boolean[count];
        Arrays.fill(known, true);
        return known;
    }

    @Test
    void theBestPlaceToStopIsTakenEvenBehindAWorseOne() {
        // Right, wrong, right, right, right, wrong: precision 1, 1/2, 2/3, 3/4, 4/5, 4/6.
        double[] scores = {6, 5, 4, 3, 2, 1};
        boolean[] right = {true, false, true, true, true, false};

        assertThat(Coverage.at(0.8, scores, right, all(6))).isEqualTo(5.0 / 6);
        assertThat(Coverage.at(0.81, scores, right, all(6))).isEqualTo(1.0 / 6);
        assertThat(Coverage.at(0.6, scores, right, all(6))).isEqualTo(1);
    }

    @Test
    void anAnswerToAnUnknownIsWrongAndTheUnknownAreNotToBeCovered() {
        // Known right, unknown, known right, known wrong: precision 1, 1/2, 2/3, 2/4.
        double[] scores = {4, 3, 2, 1};
        boolean[] right = {true, false, true, false};
        boolean[] known = {true, false, true, true};

        assertThat(Coverage.at(0.6, scores, right, known)).isEqualTo(2.0 / 3);
        assertThat(Coverage.at(0.95, scores, right, known)).isEqualTo(1.0 / 3);
    }

    @Test
    void equalScoresAreAnsweredTogether() {
        assertThat(Coverage.at(0.95, new double[] {2, 2, 1}, new boolean[] {true, false, true}, all(3)))
                .isZero();
        assertThat(Coverage.at(0.5, new double[] {2, 2, 1}, new boolean[] {true, false, true}, all(3)))
                .isEqualTo(1);
    }

    @Test
    void whatHasNoCoverageIsRefused() {
        assertThatThrownBy(() -> Coverage.at(0.95, new double[] {1}, new boolean[] {true}, new boolean[] {false}))
                .hasMessage("example 0 is of an unknown class, but its answer is right");
        assertThatThrownBy(() -> Coverage.at(0.95, new double[] {1}, new boolean[] {false}, new boolean[] {false}))
                .hasMessage("none of the 1 examples is of a known class");
        assertThatThrownBy(() -> Coverage.at(1.5, new double[] {1}, new boolean[] {true}, all(1)))
                .hasMessage("precision must be above 0 and at most 1, but was 1.5");
        assertThatThrownBy(() -> Coverage.at(0.95, new double[] {Double.NaN}, new boolean[] {true}, all(1)))
                .hasMessage("score 0 is NaN");
    }
}
