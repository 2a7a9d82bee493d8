package org.meta4j.bench.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyRandomTest {
    /** A logarithm and a square root, each within a unit in the last place of NumPy's. */
    private static final double NORMAL_TOLERANCE = 1e-15;

    private static final double EXACT = 0.0;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, 4294967295L})
    void a_stream_gives_the_numbers_of_numpy_in_every_kind_of_call(long seed) {
        NumpyRandom random = new NumpyRandom(seed);
        assertStream(seed, "rand", random.rand(4), EXACT);
        assertStream(seed, "uniform", random.uniform(-3.0, 7.5, 4), EXACT);
        assertStream(seed, "randnOdd", random.randn(3), NORMAL_TOLERANCE);
        assertStream(seed, "randBetween", random.rand(2), EXACT);
        assertStream(seed, "randnCached", random.randn(4), NORMAL_TOLERANCE);
        double[] many = random.rand(2000);
        assertStream(seed, "randAfterManyTwists", Arrays.copyOfRange(many, 1997, 2000), EXACT);
    }

    @Test
    void drawing_in_two_calls_gives_the_same_numbers_as_in_one() {
        double[] atOnce = new NumpyRandom(7).randn(9);
        NumpyRandom random = new NumpyRandom(7);
        assertThat(random.randn(3)).containsExactly(Arrays.copyOfRange(atOnce, 0, 3));
        assertThat(random.randn(6)).containsExactly(Arrays.copyOfRange(atOnce, 3, 9));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4294967296L})
    void a_seed_that_numpy_refuses_is_refused(long seed) {
        assertThatThrownBy(() -> new NumpyRandom(seed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seed must be from 0 to 4294967295, but was " + seed);
    }

    private static void assertStream(long seed, String call, double[] actual, double relativeTolerance) {
        List<String> words = ExpectedLines.of("numpy-random.txt").stream()
                .filter(line ->
                        line.get(0).equals(String.valueOf(seed)) && line.get(1).equals(call))
                .findFirst()
                .orElseThrow();
        double[] expected =
                words.stream().skip(2).mapToDouble(Double::parseDouble).toArray();
        assertThat(actual).as("%s of seed %d", call, seed).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            double tolerance = relativeTolerance * Math.abs(expected[i]);
            assertThat(Math.abs(actual[i] - expected[i]))
                    .as("number %d of %s, seed %d: %s for %s", i, call, seed, actual[i], expected[i])
                    .isLessThanOrEqualTo(tolerance);
        }
    }
}
