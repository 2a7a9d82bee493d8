package org.meta4j.yardsticks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;

class NearestMeanTest {
    private static final ExampleShape PAIR = ExampleShape.features(2);

    private static Examples examples(List<String> classes, int[] labels, float... numbers) {
        return new Examples(PAIR, numbers, new Targets.Classes(labels, classes));
    }

    @Test
    void theNearestMeanWinsThoughASupportOfTheOtherClassIsNearer() {
        // Means: a at (2, 0), b at (5, 0), c has no support.
        Examples support = examples(List.of("a", "b", "c"), new int[] {0, 0, 1, -1}, 0, 0, 4, 0, 5, 0, 99, 99);
        Examples query = examples(List.of("a", "b", "c"), new int[] {0, 1}, 3, 0, 4, 1);
        Predictions predictions = new NearestMean().learn(support).predict(query);

        // Of (3, 0): squared distances 1 and 4; of (4, 1): 5 and 2.
        assertThat(predictions.scores())
                .containsExactly(-1, -4, Float.NEGATIVE_INFINITY, -5, -2, Float.NEGATIVE_INFINITY);
        assertThat(predictions.label(0)).isZero();
        assertThat(predictions.label(1)).isOne();
        assertThat((double) predictions.probability(0, 0)).isCloseTo(1 / (1 + Math.exp(-3)), within(1e-6));
        assertThat(predictions.probability(0, 2)).isZero();
    }

    @Test
    void nothingToTakeAMeanOfAndOtherShapesAreRefused() {
        assertThatThrownBy(() -> new NearestMean().learn(examples(List.of("a"), new int[0])))
                .hasMessageContaining("no support example");
        Examples rows = new Examples(ExampleShape.features(1), new float[1], new Targets.None(1));
        assertThatThrownBy(() -> new NearestMean()
                        .learn(examples(List.of("a"), new int[] {0}, 1, 2))
                        .predict(rows))
                .hasMessageContaining("the queries are 1");
    }
}
