package org.meta4j.learners.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.meta4j.tasks.ExampleShape;

class MinibatchesTest {
    private static final Minibatches DATA = new Minibatches(new TwoSquares());

    @Test
    void aRangeGoesOverTheClassesInOrder() {
        Minibatch batch = DATA.range(49, 2);
        float[] image = new float[4];
        new TwoSquares().read(1, 0, image, 0);

        assertThat(batch.targets()).containsExactly(1, 0, 0, 1);
        assertThat(batch.inputs()).hasSize(8).endsWith(image);
        assertThat(DATA.size()).isEqualTo(100);
    }

    @Test
    void theSameSeedDrawsTheSameExamplesAndBothClassesComeUp() {
        Minibatch batch = DATA.draw(40, new SplittableRandom(2));
        int first = 0;
        for (int i = 0; i < 40; i++) {
            first += (int) batch.targets()[2 * i];
        }

        assertThat(first).isBetween(10, 30);
        assertThat(DATA.draw(40, new SplittableRandom(2)).inputs()).isEqualTo(batch.inputs());
    }

    @Test
    void aPixelOfAShrunkImageIsTheMeanOfASquare() {
        float[] inputs = DATA.range(0, 1).inputs();
        float mean = (inputs[0] + inputs[1] + inputs[2] + inputs[3]) / 4;

        assertThat(DATA.shrunk(2).shape().sizes()).containsExactly(1, 1, 1);
        assertThat(DATA.shrunk(2).range(0, 1).inputs()[0]).isCloseTo(mean, within(1e-6f));
        assertThat(DATA.shrunk(1)).isSameAs(DATA);
        assertThatThrownBy(() -> DATA.shrunk(3)).hasMessageContaining("cannot be shrunk 3 times");
    }

    @Test
    void hiddenLayersAreWrittenAsTheyAreRead() {
        for (String words : new String[] {"20-sigmoid", "64-64-relu/2", "8-tanh", "cnn2-4", "cnn2-4/2"}) {
            assertThat(HiddenLayers.of(words)).hasToString(words);
        }
        assertThat(HiddenLayers.of("3-2-relu")
                        .network(DATA.shape(), 2)
                        .initialise(0)
                        .length())
                .isEqualTo(4 * 3 + 3 + 3 * 2 + 2 + 2 * 2 + 2);
        assertThat(HiddenLayers.of("cnn2-3")
                        .network(ExampleShape.image(8, 8, 1), 2)
                        .name())
                .contains("cnn2-3");
        assertThatThrownBy(() -> HiddenLayers.of("cnn2-0")).hasMessageContaining("at least 1 filter");
    }
}
