package org.meta4j.engine.internal.kernels;

import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.UnaryOp;

/**
 * The element-wise kernels in plain Java: one loop a function. EXP, LOG and TANH are those of {@link Math} rounded to
 * float, and SIGMOID is made of them in double precision, all within 0.51 ulp of the exact value; RSQRT is rounded after the root and after the division, within 1.5 ulp.
 */
final class PlainElementwise {
    private PlainElementwise() {}

    static void unary(UnaryOp op, int n, float[] x, int xo, float[] y, int yo) {
        switch (op) {
            case NEGATE -> negate(n, x, xo, y, yo);
            case EXP -> exp(n, x, xo, y, yo);
            case LOG -> log(n, x, xo, y, yo);
            case TANH -> tanh(n, x, xo, y, yo);
            case SIGMOID -> sigmoid(n, x, xo, y, yo);
            case RSQRT -> reciprocalRoot(n, x, xo, y, yo);
            case RELU -> relu(n, x, xo, y, yo);
            case STEP -> step(n, x, xo, y, yo);
            case SQUARE -> square(n, x, xo, y, yo);
        }
    }

    static void binary(BinaryOp op, int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        switch (op) {
            case ADD -> add(n, x, xo, y, yo, z, zo);
            case SUBTRACT -> subtract(n, x, xo, y, yo, z, zo);
            case MULTIPLY -> multiply(n, x, xo, y, yo, z, zo);
            case DIVIDE -> divide(n, x, xo, y, yo, z, zo);
            case MASK -> mask(n, x, xo, y, yo, z, zo);
        }
    }

    /** z = op(x, scalar). Subtracting a number is adding its negative, bit by bit. */
    static void right(BinaryOp op, int n, float[] x, int xo, float scalar, float[] z, int zo) {
        switch (op) {
            case ADD -> add(n, x, xo, scalar, z, zo);
            case SUBTRACT -> add(n, x, xo, -scalar, z, zo);
            case MULTIPLY -> multiply(n, x, xo, scalar, z, zo);
            case DIVIDE -> divide(n, x, xo, scalar, z, zo);
            case MASK -> PlainCopies.keepIf(scalar > 0f, n, x, xo, z, zo);
        }
    }

    /** z = op(scalar, x). */
    static void left(BinaryOp op, int n, float scalar, float[] x, int xo, float[] z, int zo) {
        switch (op) {
            case ADD -> add(n, x, xo, scalar, z, zo);
            case SUBTRACT -> subtractFrom(n, x, xo, scalar, z, zo);
            case MULTIPLY -> multiply(n, x, xo, scalar, z, zo);
            case DIVIDE -> divideInto(n, x, xo, scalar, z, zo);
            case MASK -> maskScalar(n, x, xo, scalar, z, zo);
        }
    }

    private static void negate(int n, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = -x[xo + i];
        }
    }

    private static void exp(int n, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) Math.exp(x[xo + i]);
        }
    }

    private static void log(int n, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) Math.log(x[xo + i]);
        }
    }

    private static void tanh(int n, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) Math.tanh(x[xo + i]);
        }
    }

    private static void sigmoid(int n, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) (1 / (1 + Math.exp(-x[xo + i])));
        }
    }

    private static void reciprocalRoot(int n, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = 1f / (float) Math.sqrt(x[xo + i]);
        }
    }

    private static void relu(int n, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = x[xo + i] <= 0f ? 0f : x[xo + i];
        }
    }

    private static void step(int n, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = x[xo + i] > 0f ? 1f : 0f;
        }
    }

    private static void square(int n, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = x[xo + i] * x[xo + i];
        }
    }

    private static void add(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] + y[yo + i];
        }
    }

    private static void subtract(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] - y[yo + i];
        }
    }

    private static void multiply(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] * y[yo + i];
        }
    }

    private static void divide(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] / y[yo + i];
        }
    }

    private static void mask(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = y[yo + i] > 0f ? x[xo + i] : 0f;
        }
    }

    private static void add(int n, float[] x, int xo, float scalar, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] + scalar;
        }
    }

    private static void multiply(int n, float[] x, int xo, float scalar, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] * scalar;
        }
    }

    private static void divide(int n, float[] x, int xo, float scalar, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] / scalar;
        }
    }

    private static void subtractFrom(int n, float[] x, int xo, float scalar, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = scalar - x[xo + i];
        }
    }

    private static void divideInto(int n, float[] x, int xo, float scalar, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = scalar / x[xo + i];
        }
    }

    private static void maskScalar(int n, float[] x, int xo, float scalar, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] > 0f ? scalar : 0f;
        }
    }
}
