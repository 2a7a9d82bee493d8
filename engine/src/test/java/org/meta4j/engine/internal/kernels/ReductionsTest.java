package org.meta4j.engine.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums, maxima, copies and transposes of every provider against loops in double precision. */
class ReductionsTest {
    private static final double TOLERANCE = 1e-4;

    static Stream<Kernels> providers() {
        return Samples.providers();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void sum_adds_every_element_once(Kernels kernels) {
        for (int n = 0; n <= 300; n++) {
            Samples s = new Samples(n);
            int xo = s.between(0, 20);
            float[] x = s.values(xo, n);
            double expected = 0;
            for (int i = 0; i < n; i++) {
                expected += x[xo + i];
            }
            assertThat((double) kernels.sum(n, x, xo)).as("n %d", n).isCloseTo(expected, offset(1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void sums_over_rows_and_columns_are_those_of_double_loops(Kernels kernels) {
        for (int seed = 0; seed < 300; seed++) {
            Samples s = new Samples(seed);
            int rows = s.between(0, 30);
            int columns = s.between(1, seed % 3 == 0 ? 200 : 40);
            float[] x = s.values(3, rows * columns);
            float[] y = s.values(5, rows * columns);
            float[] sums = s.sums(2, columns);
            float[] products = sums.clone();
            double[] expectedSums = new double[columns];
            double[] expectedProducts = new double[columns];
            double[] expectedRows = new double[rows];
            for (int j = 0; j < columns; j++) {
                expectedSums[j] = sums[2 + j];
                expectedProducts[j] = sums[2 + j];
                for (int r = 0; r < rows; r++) {
                    expectedSums[j] += x[3 + r * columns + j];
                    expectedProducts[j] += (double) x[3 + r * columns + j] * y[5 + r * columns + j];
                    expectedRows[r] += x[3 + r * columns + j];
                }
            }
            String what = "seed " + seed + ", " + rows + " × " + columns;
            kernels.addRows(rows, columns, x, 3, sums, 2);
            Samples.assertClose(sums, 2, expectedSums, TOLERANCE, what);
            kernels.addRowProducts(rows, columns, x, 3, y, 5, products, 2);
            Samples.assertClose(products, 2, expectedProducts, TOLERANCE, what);
            float[] out = Samples.target(4, rows);
            kernels.sumColumns(rows, columns, x, 3, out, 4);
            Samples.assertClose(out, 4, expectedRows, TOLERANCE, what);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void maxColumns_is_the_largest_of_each_row_and_NaN_if_there_is_one(Kernels kernels) {
        for (int columns = 1; columns <= 80; columns++) {
            Samples s = new Samples(columns);
            int rows = 6;
            float[] x = s.values(3, rows * columns);
            x[3 + s.between(0, columns - 1)] = Float.NaN;
            x[3 + columns + s.between(0, columns - 1)] = Float.POSITIVE_INFINITY;
            for (int j = 0; j < columns; j++) {
                x[3 + 2 * columns + j] = Float.NEGATIVE_INFINITY;
            }
            double[] expected = new double[rows];
            for (int r = 0; r < rows; r++) {
                expected[r] = Double.NEGATIVE_INFINITY;
                for (int j = 0; j < columns; j++) {
                    expected[r] = Math.max(expected[r], x[3 + r * columns + j]);
                }
            }
            float[] out = Samples.target(4, rows);
            kernels.maxColumns(rows, columns, x, 3, out, 4);
            Samples.assertSame(out, 4, expected, "columns " + columns);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void transposing_and_repeating_move_every_element_to_its_place(Kernels kernels) {
        for (int seed = 0; seed < 200; seed++) {
            Samples s = new Samples(seed);
            int rows = s.between(0, 50);
            int columns = s.between(1, 70);
            float[] x = s.values(3, rows * columns + columns);
            double[] transposed = new double[rows * columns];
            double[] row = new double[rows * columns];
            double[] column = new double[rows * columns];
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < columns; j++) {
                    transposed[j * rows + r] = x[3 + r * columns + j];
                    row[r * columns + j] = x[3 + j];
                    column[r * columns + j] = x[3 + r];
                }
            }
            String what = "seed " + seed + ", " + rows + " × " + columns;
            float[] y = Samples.target(4, rows * columns);
            kernels.transpose(rows, columns, x, 3, y, 4);
            Samples.assertSame(y, 4, transposed, what);
            kernels.repeatRow(rows, columns, x, 3, y, 4);
            Samples.assertSame(y, 4, row, what);
            kernels.repeatColumn(rows, columns, x, 3, y, 4);
            Samples.assertSame(y, 4, column, what);
        }
    }
}
