package org.meta4j.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meta4j.tasks.Estimates;
import org.meta4j.tasks.Targets;

class ErrorScoresTest {
    @Test
    void theSquaredErrorIsTheMeanOverAllNumbers() {
        Estimates estimates = new Estimates(new float[] {1, 2, 3, 4}, 2);
        assertThat(estimates.count()).isEqualTo(2);
        assertThat(estimates.value(1, 0)).isEqualTo(3);
        assertThat(ErrorScores.squaredError(estimates, new Targets.Values(new float[] {1, 0, 4, 4}, 2)))
                .isEqualTo((0 + 4 + 1 + 0) / 4.0);
    }

    @Test
    void aMeanOverTasksHasAnInterval() {
        ErrorScores scores = ErrorScores.of(List.of(1.0, 2.0, 3.0));
        assertThat(scores.tasks()).isEqualTo(3);
        assertThat(scores.squaredError().mean()).isEqualTo(2);
        assertThat(scores.squaredError().halfWidth()).isCloseTo(1.96 / Math.sqrt(3), within(1e-12));
    }

    @Test
    void aTaskThatDivergesMakesTheMeanNotANumber() {
        ErrorScores scores = ErrorScores.of(List.of(1.0, Double.POSITIVE_INFINITY));
        assertThat(scores.squaredError().mean()).isNaN();
        assertThat(scores.tasks()).isEqualTo(2);
    }

    @Test
    void otherCountsAreRefused() {
        assertThatThrownBy(() -> ErrorScores.squaredError(
                        new Estimates(new float[] {1}, 1), new Targets.Values(new float[] {1, 0}, 1)))
                .hasMessageContaining("1 estimates were given for 2 numbers");
    }
}
