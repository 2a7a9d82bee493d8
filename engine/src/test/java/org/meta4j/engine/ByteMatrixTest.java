package org.meta4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ByteMatrixTest {
    @Test
    void eachOutputHasItsRowAndScale() {
        ByteMatrix matrix = new ByteMatrix(3, new byte[] {1, 2, 3, -128, 0, 127}, new float[] {0.5f, 2});

        assertThat(matrix.inputs()).isEqualTo(3);
        assertThat(matrix.outputs()).isEqualTo(2);
        assertThat(matrix.multiply(new float[] {1, 10, 100})).containsExactly(160.5f, 25_144f);
    }

    @Test
    void itKeepsWhatItWasGiven() {
        byte[] numbers = {1, 2};
        float[] scales = {1};
        ByteMatrix matrix = new ByteMatrix(2, numbers, scales);
        numbers[0] = 9;
        scales[0] = 9;

        assertThat(matrix.multiply(new float[] {1, 1})).containsExactly(3);
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new ByteMatrix(3, new byte[5], new float[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a matrix of 3 inputs and 2 outputs has 6 numbers, but 5 were given");
        ByteMatrix matrix = new ByteMatrix(3, new byte[6], new float[2]);
        assertThatThrownBy(() -> matrix.multiply(new float[2]))
                .hasMessage("a matrix of 3 inputs is multiplied with as many numbers, not 2");
    }
}
