package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

class WavesTest {
    private static final EpisodeShape SHAPE = EpisodeShape.ofNumbers(6, 30);

    private static double along(double[] direction, Examples examples, int row) {
        double sum = 0;
        for (int i = 0; i < direction.length; i++) {
            sum += direction[i] * examples.inputs()[row * direction.length + i];
        }
        return sum;
    }

    private static float target(Examples examples, int row) {
        return ((Targets.Values) examples.targets()).values()[row];
    }

    @Test
    void theDirectionHasLengthOneAndFollowsTheSeed() {
        double[] direction = new Waves(10, 3).direction();

        assertThat(Arrays.stream(direction).map(x -> x * x).sum()).isCloseTo(1, within(1e-12));
        assertThat(new Waves(10, 3).direction()).containsExactly(direction);
        assertThat(new Waves(10, 4).direction()).isNotEqualTo(direction);
    }

    @Test
    void supportAndQueryAreOfOneWaveAlongTheDirection() {
        // a sin(t + φ) = p sin t + q cos t: two points tell p and q, and so all others.
        Waves waves = new Waves(10, 5);
        double[] u = waves.direction();
        Task task = waves.trainingTasks(SHAPE, 8).task(2);
        double t1 = along(u, task.support(), 0);
        double t2 = along(u, task.support(), 1);
        double y1 = target(task.support(), 0);
        double y2 = target(task.support(), 1);
        double determinant = Math.sin(t1) * Math.cos(t2) - Math.sin(t2) * Math.cos(t1);
        double p = (y1 * Math.cos(t2) - y2 * Math.cos(t1)) / determinant;
        double q = (Math.sin(t1) * y2 - Math.sin(t2) * y1) / determinant;
        for (int row = 0; row < 30; row++) {
            double t = along(u, task.query(), row);
            assertThat((double) target(task.query(), row))
                    .isCloseTo(p * Math.sin(t) + q * Math.cos(t), within(1e-4 / Math.abs(determinant)));
        }
        assertThat(Math.hypot(p, q)).isBetween(0.5, 2.0);
    }

    @Test
    void partsAndTasksAreDifferentAndTheSameAgain() {
        Waves waves = new Waves(3, 1);
        float[] training = waves.trainingTasks(SHAPE, 4).task(0).support().inputs();

        assertThat(waves.trainingTasks(SHAPE, 4).task(0).support().inputs()).containsExactly(training);
        assertThat(waves.trainingTasks(SHAPE, 4).task(1).support().inputs()).isNotEqualTo(training);
        assertThat(waves.testTasks(SHAPE, 4).task(0).support().inputs()).isNotEqualTo(training);
        assertThat(waves.validationTasks(SHAPE, 4)
                        .orElseThrow()
                        .task(0)
                        .support()
                        .inputs())
                .isNotEqualTo(training);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new Waves(0, 1)).hasMessageContaining("at least 1, but were 0");
        assertThatThrownBy(() -> new Waves(2, 1).testTasks(EpisodeShape.DEFAULT, 1))
                .hasMessageContaining("ways must be 1, but was 5");
    }
}
