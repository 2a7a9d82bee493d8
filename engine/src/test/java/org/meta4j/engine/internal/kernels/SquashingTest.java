package org.meta4j.engine.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.engine.graph.UnaryOp;

/** tanh and the logistic function of every provider over all floats, in steps, against StrictMath. */
class SquashingTest {
    /** Odd, so that mantissas vary: about 2 million floats. */
    private static final long STEP = 2053;

    private static final int BLOCK = 1 << 12;

    static Stream<Kernels> providers() {
        return Samples.providers();
    }

    private static double exact(UnaryOp op, double x) {
        if (op == UnaryOp.TANH) {
            return StrictMath.tanh(x);
        }
        // Not as UnaryOp has it, which loses digits in double precision where the result is small.
        return x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void the_error_stays_below_what_is_stated(Kernels kernels) {
        assertThat(worst(kernels, UnaryOp.TANH)).isBetween(0.4, 2.0);
        assertThat(worst(kernels, UnaryOp.SIGMOID)).isBetween(0.4, 2.5);
    }

    /** Largest distance in ulps of the exact value; infinite where one of both is NaN alone. */
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
                worst = Math.max(worst, distance(exact(op, x[i]), y[i]));
            }
        }
        return worst;
    }

    private static double distance(double exact, float actual) {
        if (Double.isNaN(exact) || Float.isNaN(actual)) {
            return Double.isNaN(exact) && Float.isNaN(actual) ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(exact - actual) / Math.ulp((float) exact);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void special_arguments_have_the_values_of_the_mathematical_functions(Kernels kernels) {
        float tiny = Float.MIN_VALUE;
        float infinity = Float.POSITIVE_INFINITY;
        float[] x = {0f, -0f, tiny, -tiny, 9.1f, -9.1f, 200f, -200f, infinity, -infinity, Float.NaN, Float.MAX_VALUE};
        float[] tanh = {0f, -0f, tiny, -tiny, 1f, -1f, 1f, -1f, 1f, -1f, Float.NaN, 1f};
        assertSame(kernels, UnaryOp.TANH, x, tanh);
        float[] z = {0f, -0f, tiny, -tiny, 17.4f, 200f, -200f, infinity, -infinity, Float.NaN, -Float.MAX_VALUE};
        float[] sigmoid = {0.5f, 0.5f, 0.5f, 0.5f, 1f, 1f, 0f, 1f, 0f, Float.NaN, 0f};
        assertSame(kernels, UnaryOp.SIGMOID, z, sigmoid);
    }

    /** The arguments repeated, so that they meet whole vectors and what is left over. */
    private static void assertSame(Kernels kernels, UnaryOp op, float[] x, float[] expected) {
        int n = x.length * 7;
        float[] in = new float[n + Kernels.SLACK];
        float[] out = new float[n + Kernels.SLACK];
        for (int i = 0; i < n; i++) {
            in[i] = x[i % x.length];
        }
        kernels.unary(op, n, in, 0, out, 0);
        for (int i = 0; i < n; i++) {
            assertThat(Float.compare(out[i], expected[i % x.length]))
                    .as("%s of %s is %s", op, in[i], out[i])
                    .isZero();
        }
    }

    @Test
    void a_vector_and_a_single_element_give_the_same_bits() {
        Samples s = new Samples(13);
        int n = 64;
        float[] x = new float[n + Kernels.SLACK];
        float[] tanh = new float[n + Kernels.SLACK];
        float[] sigmoid = new float[n + Kernels.SLACK];
        for (int round = 0; round < 2000; round++) {
            for (int i = 0; i < n; i++) {
                x[i] = round % 2 == 0
                        ? Float.intBitsToFloat(s.between(Integer.MIN_VALUE, Integer.MAX_VALUE - 1))
                        : s.between(-20_000, 20_000) / 1000f;
            }
            VectorTanh.tanh(n, x, 0, tanh, 0);
            VectorSigmoid.sigmoid(n, x, 0, sigmoid, 0);
            for (int i = 0; i < n; i++) {
                assertThat(Float.compare(tanh[i], VectorTanh.tanh(x[i])))
                        .as("tanh %s", x[i])
                        .isZero();
                assertThat(Float.compare(sigmoid[i], VectorSigmoid.sigmoid(x[i])))
                        .as("sigmoid %s", x[i])
                        .isZero();
            }
        }
    }
}
