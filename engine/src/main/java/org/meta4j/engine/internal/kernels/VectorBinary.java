package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.meta4j.engine.graph.BinaryOp;

/** {@link Kernels#binary}: one loop a function, the last elements one by one. */
final class VectorBinary {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private VectorBinary() {}

    static void apply(BinaryOp op, int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        switch (op) {
            case ADD -> add(n, x, xo, y, yo, z, zo);
            case SUBTRACT -> subtract(n, x, xo, y, yo, z, zo);
            case MULTIPLY -> multiply(n, x, xo, y, yo, z, zo);
            case DIVIDE -> divide(n, x, xo, y, yo, z, zo);
            case MASK -> mask(n, x, xo, y, yo, z, zo);
        }
    }

    private static void add(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i)
                    .add(FloatVector.fromArray(SPECIES, y, yo + i))
                    .intoArray(z, zo + i);
        }
        for (int i = bound; i < n; i++) {
            z[zo + i] = x[xo + i] + y[yo + i];
        }
    }

    private static void subtract(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i)
                    .sub(FloatVector.fromArray(SPECIES, y, yo + i))
                    .intoArray(z, zo + i);
        }
        for (int i = bound; i < n; i++) {
            z[zo + i] = x[xo + i] - y[yo + i];
        }
    }

    private static void multiply(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i)
                    .mul(FloatVector.fromArray(SPECIES, y, yo + i))
                    .intoArray(z, zo + i);
        }
        for (int i = bound; i < n; i++) {
            z[zo + i] = x[xo + i] * y[yo + i];
        }
    }

    private static void divide(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i)
                    .div(FloatVector.fromArray(SPECIES, y, yo + i))
                    .intoArray(z, zo + i);
        }
        for (int i = bound; i < n; i++) {
            z[zo + i] = x[xo + i] / y[yo + i];
        }
    }

    private static void mask(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        int bound = SPECIES.loopBound(n);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < bound; i += LANES) {
            VectorMask<Float> kept = FloatVector.fromArray(SPECIES, y, yo + i).compare(VectorOperators.GT, zero);
            zero.blend(FloatVector.fromArray(SPECIES, x, xo + i), kept).intoArray(z, zo + i);
        }
        for (int i = bound; i < n; i++) {
            z[zo + i] = y[yo + i] > 0f ? x[xo + i] : 0f;
        }
    }
}
