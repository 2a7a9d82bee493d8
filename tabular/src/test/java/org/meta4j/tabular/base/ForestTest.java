package org.meta4j.tabular.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Targets;

class ForestTest {
    private static final ExampleShape SHAPE = ExampleShape.image(3, 4, 1);

    /** Two classes, of which each feature tells a little. */
    private static Examples examples(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] inputs = new float[count * SHAPE.length()];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2;
            for (int j = 0; j < SHAPE.length(); j++) {
                inputs[i * SHAPE.length() + j] = (float) (random.nextGaussian() + 0.6 * (2 * labels[i] - 1));
            }
        }
        return new Examples(SHAPE, inputs, new Targets.Classes(labels, List.of("low", "high")));
    }

    private static double accuracy(Predictor predictor, Examples test) {
        Predictions answers = predictor.predict(test);
        int right = 0;
        for (int i = 0; i < test.count(); i++) {
            right += answers.label(i) == test.classes().labels()[i] ? 1 : 0;
        }
        return (double) right / test.count();
    }

    @Test
    void aForestIsRightMoreOftenThanItsTrees() {
        Examples support = examples(80, 1);
        Examples test = examples(400, 2);
        double one = accuracy(new Forest(new Forest.Settings(1, 6, 0.3, 3)).learn(support), test);
        double many = accuracy(new Forest(new Forest.Settings(60, 6, 0.3, 3)).learn(support), test);
        assertThat(many).isGreaterThan(one + 0.05).isGreaterThan(0.85);
    }

    @Test
    void sharesSumToOneAndTheSameSeedGrowsTheSameForest() {
        Examples support = examples(40, 1);
        Examples test = examples(10, 2);
        Forest forest = new Forest(new Forest.Settings(7, 4, 0.5, 3));
        Predictions answers = forest.learn(support).predict(test);
        for (int i = 0; i < test.count(); i++) {
            assertThat(answers.probability(i, 0) + answers.probability(i, 1)).isCloseTo(1, within(1e-5f));
        }
        assertThat(forest.learn(support).predict(test).probabilities()).containsExactly(answers.probabilities());
        assertThat(new Forest(new Forest.Settings(7, 4, 0.5, 4))
                        .learn(support)
                        .predict(test)
                        .probabilities())
                .isNotEqualTo(answers.probabilities());
    }

    @Test
    void settingsOutOfTheirBoundsAreRefused() {
        assertThatThrownBy(() -> new Forest.Settings(0, 4, 0.5, 3)).hasMessageContaining("trees must be at least 1");
        assertThatThrownBy(() -> new Forest.Settings(1, 0, 0.5, 3)).hasMessageContaining("depth must be at least 1");
        assertThatThrownBy(() -> new Forest.Settings(1, 4, 0, 3)).hasMessageContaining("above 0 and at most 1");
    }
}
