package org.meta4j.compress.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;

class SingularValuesTest {
    @Test
    void thoseOfASmallMatrixAreKnown() {
        // [3 0; 4 5] has 45 and 5 as eigenvalues of AᵀA.
        SingularValues found = new SingularValues(new float[] {3, 0, 4, 5}, 2, 2);

        assertThat(found.values()[0]).isCloseTo(Math.sqrt(45), within(1e-9));
        assertThat(found.values()[1]).isCloseTo(Math.sqrt(5), within(1e-9));
        assertThat(found.rank(0.9)).isEqualTo(1);
        assertThat(found.rank(0.91)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"40, 7", "7, 40", "12, 12", "30, 1"})
    void allOfThemMakeTheMatrixAgainAndSomeMissItByTheOthers(int rows, int columns) {
        float[] matrix = random(rows * columns, rows);
        SingularValues found = new SingularValues(matrix, rows, columns);
        double[] values = found.values();

        for (int rank = 1; rank <= columns; rank++) {
            double missed = 0;
            for (int i = rank; i < columns; i++) {
                missed += values[i] * values[i];
            }
            assertThat(squaredDistance(matrix, found, rows, columns, rank))
                    .as("rank %s", rank)
                    .isCloseTo(missed, within(1e-4 + 1e-4 * missed));
        }
    }

    private static double squaredDistance(float[] matrix, SingularValues found, int rows, int columns, int rank) {
        float[] product = Factored.product(
                        Shape.of(rows, columns),
                        new Tensor(Shape.of(rows, rank), found.left(rank)),
                        new Tensor(Shape.of(rank, columns), found.right(rank)))
                .values();
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            sum += (matrix[i] - product[i]) * (double) (matrix[i] - product[i]);
        }
        return sum;
    }

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (random.nextDouble() - 0.5);
        }
        return numbers;
    }
}
