package org.meta4j.engine.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.engine.graph.UnaryOp;

/** e^x and log x of every provider over all floats, in steps. */
class ExponentialTest {
    /** Odd, so that mantissas vary: about 2 million floats. */
    private static final long STEP = 2053;

    private static final int BLOCK = 1 << 12;

    static Stream<Kernels> providers() {
        return Samples.providers();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void the_error_stays_below_one_ulp_of_the_exact_value(Kernels kernels) {
        assertThat(worst(kernels, UnaryOp.EXP)).isBetween(0.4, 1.0);
        assertThat(worst(kernels, UnaryOp.LOG)).isBetween(0.4, 1.0);
    }

    /** Largest distance in ulps of the exact value; infinite where only one of both is finite. */
    private static double worst(Kernels kernels, UnaryOp op) {
        float[] x = new float[BLOCK + Kernels.SLACK];
        float[] y = new float[BLOCK + Kernels.SLACK];
        double worst = 0;
        for (long bits = 0; bits < 1L << 32; ) {
            for (int i = 0; i < BLOCK; i++, bits += STEP) {
                x[i] = Float.intBitsToFloat((int) bits);
            }
            kernels.unary(op, BLOCK, x, 0, y, 0);
            for (int i = 0; i < BLOCK; i++) {
                worst = Math.max(worst, distance(op.apply(x[i]), y[i]));
            }
        }
        return worst;
    }

    private static double distance(double exact, float actual) {
        float rounded = (float) exact;
        if (Float.isFinite(rounded)) {
            return Float.isFinite(actual) ? Math.abs(exact - actual) / Math.ulp(rounded) : Double.POSITIVE_INFINITY;
        }
        return Float.compare(rounded, actual) == 0 ? 0 : Double.POSITIVE_INFINITY;
    }

    @ParameterizedTest
    @MethodSource("providers")
    void the_ends_of_the_range_are_those_of_the_mathematical_functions(Kernels kernels) {
        float[] x = {
            88.72283f, 88.72284f, 1e30f, Float.POSITIVE_INFINITY, -104f, Float.NEGATIVE_INFINITY, 0f, Float.NaN,
        };
        float[] exp = {
            3.4027985e38f,
            Float.POSITIVE_INFINITY,
            Float.POSITIVE_INFINITY,
            Float.POSITIVE_INFINITY,
            0f,
            0f,
            1f,
            Float.NaN,
        };
        float[] y = {0f, -0f, -1f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN, 1f, Float.MIN_VALUE};
        float[] log = {
            Float.NEGATIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NaN,
            0f,
            (float) Math.log(Float.MIN_VALUE),
        };
        for (int repeat = 1; repeat <= 4; repeat++) {
            assertSame(kernels, UnaryOp.EXP, x, exp, repeat);
            assertSame(kernels, UnaryOp.LOG, y, log, repeat);
        }
    }

    /** The arguments repeated, so that they meet whole vectors too. */
    private static void assertSame(Kernels kernels, UnaryOp op, float[] x, float[] expected, int repeat) {
        int n = x.length * repeat;
        float[] in = new float[n + Kernels.SLACK];
        float[] out = new float[n + Kernels.SLACK];
        for (int i = 0; i < n; i++) {
            in[i] = x[i % x.length];
        }
        kernels.unary(op, n, in, 0, out, 0);
        for (int i = 0; i < n; i++) {
            float e = expected[i % x.length];
            float tolerance = Float.isFinite(e) && e > 1e30f ? Math.ulp(e) : 0f;
            assertThat(Float.compare(out[i], e) == 0 || Math.abs(out[i] - e) <= tolerance)
                    .as("%s of %s is %s, expected %s", op, in[i], out[i], e)
                    .isTrue();
        }
    }

    @Test
    void a_vector_and_a_single_element_give_the_same_bits() {
        Samples s = new Samples(11);
        int n = 64;
        float[] x = new float[n + Kernels.SLACK];
        float[] y = new float[n + Kernels.SLACK];
        for (int round = 0; round < 2000; round++) {
            for (int i = 0; i < n; i++) {
                x[i] = Float.intBitsToFloat(s.between(Integer.MIN_VALUE, Integer.MAX_VALUE - 1));
            }
            VectorExp.exp(n, x, 0, y, 0);
            for (int i = 0; i < n; i++) {
                assertThat(Float.compare(y[i], VectorExp.exp(x[i])))
                        .as("exp %s", x[i])
                        .isZero();
            }
            VectorLog.log(n, x, 0, y, 0);
            for (int i = 0; i < n; i++) {
                assertThat(Float.compare(y[i], VectorLog.log(x[i])))
                        .as("log %s", x[i])
                        .isZero();
            }
        }
    }
}
