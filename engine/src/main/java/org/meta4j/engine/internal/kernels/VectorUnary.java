package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.meta4j.engine.graph.UnaryOp;

/** {@link Kernels#unary}: one loop a function, the last elements one by one. */
final class VectorUnary {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private VectorUnary() {}

    static void apply(UnaryOp op, int n, float[] x, int xo, float[] y, int yo) {
        switch (op) {
            case NEGATE -> negate(n, x, xo, y, yo);
            case EXP -> VectorExp.exp(n, x, xo, y, yo);
            case LOG -> VectorLog.log(n, x, xo, y, yo);
            case TANH -> VectorTanh.tanh(n, x, xo, y, yo);
            case SIGMOID -> VectorSigmoid.sigmoid(n, x, xo, y, yo);
            case RSQRT -> reciprocalRoot(n, x, xo, y, yo);
            case RELU -> relu(n, x, xo, y, yo);
            case STEP -> step(n, x, xo, y, yo);
            case SQUARE -> square(n, x, xo, y, yo);
        }
    }

    private static void negate(int n, float[] x, int xo, float[] y, int yo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i).neg().intoArray(y, yo + i);
        }
        for (int i = bound; i < n; i++) {
            y[yo + i] = -x[xo + i];
        }
    }

    private static void reciprocalRoot(int n, float[] x, int xo, float[] y, int yo) {
        int bound = SPECIES.loopBound(n);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int i = 0; i < bound; i += LANES) {
            one.div(FloatVector.fromArray(SPECIES, x, xo + i).sqrt()).intoArray(y, yo + i);
        }
        for (int i = bound; i < n; i++) {
            y[yo + i] = 1f / (float) Math.sqrt(x[xo + i]);
        }
    }

    private static void relu(int n, float[] x, int xo, float[] y, int yo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(y, yo + i);
        }
        for (int i = bound; i < n; i++) {
            y[yo + i] = x[xo + i] <= 0f ? 0f : x[xo + i];
        }
    }

    private static void step(int n, float[] x, int xo, float[] y, int yo) {
        int bound = SPECIES.loopBound(n);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < bound; i += LANES) {
            zero.blend(1f, FloatVector.fromArray(SPECIES, x, xo + i).compare(VectorOperators.GT, 0f))
                    .intoArray(y, yo + i);
        }
        for (int i = bound; i < n; i++) {
            y[yo + i] = x[xo + i] > 0f ? 1f : 0f;
        }
    }

    private static void square(int n, float[] x, int xo, float[] y, int yo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            v.mul(v).intoArray(y, yo + i);
        }
        for (int i = bound; i < n; i++) {
            y[yo + i] = x[xo + i] * x[xo + i];
        }
    }
}
