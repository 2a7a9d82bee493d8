package org.meta4j.engine.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pooling of every provider against a search through each window. */
class PoolingTest {
    static Stream<Kernels> providers() {
        return Samples.providers();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void pooling_finds_the_first_largest_takes_it_and_puts_it_back(Kernels kernels) {
        for (int seed = 0; seed < 300; seed++) {
            Samples s = new Samples(seed);
            int side = s.between(0, 3) > 0 ? 2 : s.between(1, 4);
            int height = s.between(1, 9);
            int width = s.between(1, 9);
            int channels = s.between(0, 1) == 0 ? 16 * s.between(1, 4) : s.between(1, 70);
            int high = height / side;
            int wide = width / side;
            float[] x = s.values(3, height * width * channels);
            float[] g = s.values(5, high * wide * channels);
            for (int i = 0; i < height * width * channels; i++) {
                // Few different values, for ties, and now and then a NaN.
                x[3 + i] = s.between(0, 60) == 0 ? Float.NaN : Math.round(x[3 + i] * 3);
            }
            double[] index = new double[high * wide * channels];
            double[] taken = new double[high * wide * channels];
            double[] put = new double[height * width * channels];
            for (int i = 0; i < high; i++) {
                for (int j = 0; j < wide; j++) {
                    for (int c = 0; c < channels; c++) {
                        int o = (i * wide + j) * channels + c;
                        int place = search(x, i * side, j * side, c, side, width, channels);
                        index[o] = place;
                        int at = ((i * side + place / side) * width + j * side + place % side) * channels + c;
                        taken[o] = x[3 + at];
                        put[at] = g[5 + o];
                    }
                }
            }
            String what = "seed " + seed + ", " + height + " × " + width + " × " + channels + ", side " + side;
            float[] where = Samples.target(4, index.length);
            kernels.poolIndex(height, width, channels, side, x, 3, where, 4);
            Samples.assertSame(where, 4, index, what);
            float[] out = Samples.target(2, taken.length);
            kernels.poolTake(height, width, channels, side, x, 3, where, 4, out, 2);
            Samples.assertSame(out, 2, taken, what);
            float[] back = Samples.target(6, put.length);
            kernels.poolPut(height, width, channels, side, g, 5, where, 4, back, 6);
            Samples.assertSame(back, 6, put, what);
        }
    }

    /** The last NaN if there is one, otherwise the first of the largest. */
    private static int search(float[] x, int row, int column, int channel, int side, int width, int channels) {
        int first = 0;
        int nan = -1;
        float most = Float.NEGATIVE_INFINITY;
        for (int t = 0; t < side * side; t++) {
            float v = x[3 + ((row + t / side) * width + column + t % side) * channels + channel];
            nan = Float.isNaN(v) ? t : nan;
            first = v > most ? t : first;
            most = Math.max(v, most);
        }
        return nan >= 0 ? nan : first;
    }

    @ParameterizedTest
    @MethodSource("providers")
    void a_NaN_in_the_window_is_taken(Kernels kernels) {
        for (int channels : new int[] {1, 16, 64}) {
            for (int tap = 0; tap < 4; tap++) {
                float[] x = new float[4 * channels + Kernels.SLACK];
                x[tap * channels] = Float.NaN;
                float[] where = new float[channels + Kernels.SLACK];
                kernels.poolIndex(2, 2, channels, 2, x, 0, where, 0);
                assertThat(where[0]).isEqualTo(tap);
            }
        }
    }
}
