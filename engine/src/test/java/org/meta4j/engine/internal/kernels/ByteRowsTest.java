package org.meta4j.engine.internal.kernels;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products of bytes with floats, of every provider, against loops in double precision. */
class ByteRowsTest {
    private static final double TOLERANCE = 1e-4;

    static Stream<Kernels> providers() {
        return Samples.providers();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void eachRowIsASumOfProductsTimesItsScale(Kernels kernels) {
        for (int seed = 0; seed < 300; seed++) {
            Samples s = new Samples(seed);
            int rows = s.between(1, 12);
            int columns = s.between(1, seed % 3 == 0 ? 700 : 70);
            byte[] m = new byte[rows * columns];
            float[] scales = s.values(0, rows);
            float[] x = s.values(3, columns);
            float[] y = s.sums(2, rows);
            double[] expected = new double[rows];
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < columns; j++) {
                    m[r * columns + j] = (byte) s.between(-128, 127);
                    expected[r] += (double) m[r * columns + j] * x[3 + j];
                }
                expected[r] *= scales[r];
            }
            kernels.byteRows(rows, columns, m, scales, x, 3, y, 2);
            Samples.assertClose(y, 2, expected, TOLERANCE * 128, "seed " + seed + ", " + rows + " × " + columns);
        }
    }
}
