package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.meta4j.engine.graph.BinaryOp;

/** {@link Kernels#binaryScalar} and {@link Kernels#scalarBinary}: one loop a function. */
final class VectorScalarBinary {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private VectorScalarBinary() {}

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

    private static void add(int n, float[] x, int xo, float scalar, float[] z, int zo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i).add(scalar).intoArray(z, zo + i);
        }
        for (int i = bound; i < n; i++) {
            z[zo + i] = x[xo + i] + scalar;
        }
    }

    private static void multiply(int n, float[] x, int xo, float scalar, float[] z, int zo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i).mul(scalar).intoArray(z, zo + i);
        }
        for (int i = bound; i < n; i++) {
            z[zo + i] = x[xo + i] * scalar;
        }
    }

    private static void divide(int n, float[] x, int xo, float scalar, float[] z, int zo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i).div(scalar).intoArray(z, zo + i);
        }
        for (int i = bound; i < n; i++) {
            z[zo + i] = x[xo + i] / scalar;
        }
    }

    private static void subtractFrom(int n, float[] x, int xo, float scalar, float[] z, int zo) {
        int bound = SPECIES.loopBound(n);
        FloatVector s = FloatVector.broadcast(SPECIES, scalar);
        for (int i = 0; i < bound; i += LANES) {
            s.sub(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(z, zo + i);
        }
        for (int i = bound; i < n; i++) {
            z[zo + i] = scalar - x[xo + i];
        }
    }

    private static void divideInto(int n, float[] x, int xo, float scalar, float[] z, int zo) {
        int bound = SPECIES.loopBound(n);
        FloatVector s = FloatVector.broadcast(SPECIES, scalar);
        for (int i = 0; i < bound; i += LANES) {
            s.div(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(z, zo + i);
        }
        for (int i = bound; i < n; i++) {
            z[zo + i] = scalar / x[xo + i];
        }
    }

    private static void maskScalar(int n, float[] x, int xo, float scalar, float[] z, int zo) {
        int bound = SPECIES.loopBound(n);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < bound; i += LANES) {
            zero.blend(scalar, FloatVector.fromArray(SPECIES, x, xo + i).compare(VectorOperators.GT, 0f))
                    .intoArray(z, zo + i);
        }
        for (int i = bound; i < n; i++) {
            z[zo + i] = x[xo + i] > 0f ? scalar : 0f;
        }
    }
}
