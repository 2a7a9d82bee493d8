package org.meta4j.yardsticks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;

class NearestNeighbourTest {
    private static final ExampleShape PLANE = ExampleShape.features(2);

    private static Examples examples(float[] inputs, int... labels) {
        return new Examples(PLANE, inputs, new Targets.Classes(labels, List.of("a", "b", "c")));
    }

    private static Examples queries(float... inputs) {
        return new Examples(PLANE, inputs, new Targets.None(inputs.length / 2));
    }

    @Test
    void the_nearest_support_decides_and_distances_are_squared() {
        Examples support = examples(new float[] {0, 0, 10, 0, 3, 4}, 0, 1, 0);
        Predictions predictions = new NearestNeighbour().learn(support).predict(queries(3, 3, 8, 0));
        assertThat(predictions.label(0)).isZero();
        assertThat(predictions.label(1)).isEqualTo(1);
        assertThat(predictions.supportDistances()).containsExactly(18, 58, 1, 64, 4, 41);
        assertThat(predictions.scores())
                .containsExactly(-1, -58, Float.NEGATIVE_INFINITY, -41, -4, Float.NEGATIVE_INFINITY);
        assertThat(predictions.probabilities()).containsExactly(1, 0, 0, 0, 1, 0);
    }

    @Test
    void of_equally_near_supports_the_first_decides() {
        Examples support = examples(new float[] {1, 0, -1, 0}, 2, 0);
        assertThat(new NearestNeighbour().learn(support).predict(queries(0, 0)).label(0))
                .isEqualTo(2);
    }

    @Test
    void nothing_to_be_near_to_is_refused() {
        assertThatThrownBy(() -> new NearestNeighbour().learn(examples(new float[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no support example");
    }

    @Test
    void queries_of_another_shape_are_refused() {
        Examples query = new Examples(ExampleShape.features(1), new float[] {0}, new Targets.None(1));
        assertThatThrownBy(() -> new NearestNeighbour()
                        .learn(examples(new float[] {1, 0}, 0))
                        .predict(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("queries are");
    }
}
