package org.meta4j.engine.internal.kernels;

import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.UnaryOp;

/**
 * Element-wise kernels against the functions in double precision. For one operation on floats, rounding the double
 * result to float gives the same bits as the operation on floats, so equality is exact but for EXP,
 * LOG, TANH, SIGMOID and RSQRT.
 */
class ElementwiseTest {
    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        2.5f,
        -0.3f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        1e-30f,
        88.7f,
    };

    static Stream<Kernels> providers() {
        return Samples.providers();
    }

    /** Of each length up to 80, random values mixed with all special ones. */
    private static float[] values(Samples s, int offset, int n) {
        float[] x = s.values(offset, n);
        for (int i = 0; i < n; i++) {
            if (s.between(0, 2) == 0) {
                x[offset + i] = SPECIAL[s.between(0, SPECIAL.length - 1)];
            }
        }
        return x;
    }

    @ParameterizedTest
    @MethodSource("providers")
    void functions_of_one_argument_are_those_of_double_precision_rounded(Kernels kernels) {
        for (UnaryOp op : UnaryOp.values()) {
            for (int n = 0; n <= 80; n++) {
                Samples s = new Samples(n);
                int xo = s.between(0, 20);
                int yo = s.between(0, 20);
                float[] x = values(s, xo, n);
                float[] y = Samples.target(yo, n);
                kernels.unary(op, n, x, xo, y, yo);
                assertUnary(op, n, x.clone(), xo, y, yo);
                float[] before = x.clone();
                kernels.unary(op, n, x, xo, x, xo);
                for (int i = 0; i < n; i++) {
                    y[yo + i] = x[xo + i];
                }
                assertUnary(op, n, before, xo, y, yo);
            }
        }
    }

    private static void assertUnary(UnaryOp op, int n, float[] x, int xo, float[] y, int yo) {
        int ulps = switch (op) {
            case EXP, LOG, RSQRT -> 1;
            case TANH, SIGMOID -> 2;
            default -> 0;
        };
        for (int i = 0; i < n; i++) {
            float expected = (float) op.apply(x[xo + i]);
            float actual = y[yo + i];
            boolean same = Float.compare(expected, actual) == 0;
            if (!same && !(Math.abs((double) expected - actual) <= ulps * Math.ulp(expected))) {
                throw new AssertionError(op + " of " + x[xo + i] + " is " + actual + ", expected " + expected
                        + ", element " + i + " of " + n);
            }
        }
        Samples.assertGuarded(y, yo, n);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void functions_of_two_arguments_are_those_of_double_precision_rounded(Kernels kernels) {
        for (BinaryOp op : BinaryOp.values()) {
            for (int n = 0; n <= 80; n++) {
                Samples s = new Samples(n);
                int xo = s.between(0, 20);
                int yo = s.between(0, 20);
                int zo = s.between(0, 20);
                float[] x = values(s, xo, n);
                float[] y = values(s, yo, n);
                float scalar = SPECIAL[n % SPECIAL.length];
                float[] z = Samples.target(zo, n);
                String what = op + ", n " + n;

                kernels.binary(op, n, x, xo, y, yo, z, zo);
                Samples.assertSame(z, zo, expected(n, i -> op.apply(x[xo + i], y[yo + i])), what);
                kernels.binaryScalar(op, n, x, xo, scalar, z, zo);
                Samples.assertSame(z, zo, expected(n, i -> op.apply(x[xo + i], scalar)), what + ", scalar " + scalar);
                kernels.scalarBinary(op, n, scalar, x, xo, z, zo);
                Samples.assertSame(z, zo, expected(n, i -> op.apply(scalar, x[xo + i])), what + ", scalar " + scalar);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void the_target_of_two_arguments_may_be_either_of_them(Kernels kernels) {
        for (BinaryOp op : BinaryOp.values()) {
            for (int n = 0; n <= 80; n++) {
                Samples s = new Samples(n);
                float[] x = s.sums(3, n);
                float[] y = s.sums(5, n);
                float[] x0 = x.clone();
                float[] y0 = y.clone();
                DoubleBinaryOperator f = op::apply;
                kernels.binary(op, n, x, 3, y, 5, x, 3);
                Samples.assertSame(x, 3, expected(n, i -> f.applyAsDouble(x0[3 + i], y0[5 + i])), op + " onto x");
                kernels.binary(op, n, x0, 3, y, 5, y, 5);
                Samples.assertSame(y, 5, expected(n, i -> f.applyAsDouble(x0[3 + i], y0[5 + i])), op + " onto y");
                float[] z = x0.clone();
                kernels.binaryScalar(op, n, z, 3, 0.7f, z, 3);
                Samples.assertSame(z, 3, expected(n, i -> f.applyAsDouble(x0[3 + i], 0.7f)), op + " scalar right");
                float[] w = x0.clone();
                kernels.scalarBinary(op, n, 0.7f, w, 3, w, 3);
                Samples.assertSame(w, 3, expected(n, i -> f.applyAsDouble(0.7f, x0[3 + i])), op + " scalar left");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void products_with_a_sum_are_rounded_once(Kernels kernels) {
        for (int n = 0; n <= 80; n++) {
            Samples s = new Samples(n);
            float[] x = s.sums(1, n);
            float[] y = s.sums(2, n);
            float[] w = s.sums(3, n);
            float[] z = Samples.target(4, n);
            double[] products = expected(n, i -> Math.fma(x[1 + i], y[2 + i], w[3 + i]));
            double[] scaled = expected(n, i -> Math.fma(x[1 + i], 0.3f, w[3 + i]));
            kernels.multiplyAdd(n, x, 1, y, 2, w, 3, z, 4);
            Samples.assertSame(z, 4, products, "multiplyAdd, n " + n);
            kernels.scaleAdd(n, x, 1, 0.3f, w, 3, z, 4);
            Samples.assertSame(z, 4, scaled, "scaleAdd, n " + n);

            float[] onW = w.clone();
            kernels.multiplyAdd(n, x, 1, y, 2, onW, 3, onW, 3);
            Samples.assertSame(onW, 3, products, "multiplyAdd onto w");
            float[] onX = x.clone();
            kernels.multiplyAdd(n, onX, 1, y, 2, w, 3, onX, 1);
            Samples.assertSame(onX, 1, products, "multiplyAdd onto x");
            float[] scaledOnW = w.clone();
            kernels.scaleAdd(n, x, 1, 0.3f, scaledOnW, 3, scaledOnW, 3);
            Samples.assertSame(scaledOnW, 3, scaled, "scaleAdd onto w");
            float[] scaledOnX = x.clone();
            kernels.scaleAdd(n, scaledOnX, 1, 0.3f, w, 3, scaledOnX, 1);
            Samples.assertSame(scaledOnX, 1, scaled, "scaleAdd onto x");
        }
    }

    private interface Element {
        double at(int i);
    }

    private static double[] expected(int n, Element element) {
        double[] all = new double[n];
        for (int i = 0; i < n; i++) {
            all[i] = element.at(i);
        }
        return all;
    }
}
