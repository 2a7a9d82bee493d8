package org.meta4j.data.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrokeTest {
    @ParameterizedTest(name = "turn {0}")
    @ValueSource(doubles = {0.001, 0.5, 1.7, 3.1, -2.2, 6.0})
    void an_arc_ends_where_the_circle_says(double turn) {
        double length = 1.3;
        double heading = 0.4;
        Trail trail = arc(heading, length, turn).walk(0.03);

        // a circle of radius r = length / turn: the end is r (sin(h + t) - sin h, cos h - cos(h + t))
        double radius = length / turn;
        assertThat(trail.x[trail.size - 1])
                .isCloseTo(radius * (Math.sin(heading + turn) - Math.sin(heading)), within(1e-4));
        assertThat(trail.y[trail.size - 1])
                .isCloseTo(radius * (Math.cos(heading) - Math.cos(heading + turn)), within(1e-4));
    }

    @Test
    void a_full_turn_closes() {
        Trail trail = arc(1, 2, 2 * Math.PI).walk(0.05);

        assertThat(Math.hypot(trail.x[trail.size - 1], trail.y[trail.size - 1])).isLessThan(1e-9);
    }

    @Test
    void the_end_of_the_walk_hardly_depends_on_the_step() {
        Stroke stroke =
                new Stroke(0.3, new double[] {0, 1.1, -0.4}, new double[] {0.7, 0.5, 0.9}, new double[] {2, 0, -3});
        Trail coarse = stroke.walk(0.1);
        Trail fine = stroke.walk(0.01);

        assertThat(coarse.x[coarse.size - 1]).isCloseTo(fine.x[fine.size - 1], within(1e-4));
        assertThat(coarse.y[coarse.size - 1]).isCloseTo(fine.y[fine.size - 1], within(1e-4));
    }

    @Test
    void a_mirror_image_exchanges_left_and_right_or_top_and_bottom() {
        Stroke stroke = new Stroke(0.3, new double[] {0, 1.1}, new double[] {0.7, 0.5}, new double[] {2, -1});
        Trail trail = stroke.walk(0.05);
        Trail sides = stroke.mirrored(true).walk(0.05);
        Trail ends = stroke.mirrored(false).walk(0.05);
        for (int i = 0; i < trail.size; i++) {
            assertThat(sides.x[i]).isCloseTo(-trail.x[i], within(1e-12));
            assertThat(sides.y[i]).isCloseTo(trail.y[i], within(1e-12));
            assertThat(ends.x[i]).isCloseTo(trail.x[i], within(1e-12));
            assertThat(ends.y[i]).isCloseTo(-trail.y[i], within(1e-12));
        }
    }

    private static Stroke arc(double heading, double length, double turn) {
        return new Stroke(heading, new double[1], new double[] {length}, new double[] {turn});
    }
}
