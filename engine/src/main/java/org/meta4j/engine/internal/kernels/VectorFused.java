package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Kernels#multiplyAdd} and {@link Kernels#scaleAdd}. */
final class VectorFused {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private VectorFused() {}

    static void multiplyAdd(int n, float[] x, int xo, float[] y, int yo, float[] w, int wo, float[] z, int zo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i)
                    .fma(FloatVector.fromArray(SPECIES, y, yo + i), FloatVector.fromArray(SPECIES, w, wo + i))
                    .intoArray(z, zo + i);
        }
        for (int i = bound; i < n; i++) {
            z[zo + i] = Math.fma(x[xo + i], y[yo + i], w[wo + i]);
        }
    }

    static void scaleAdd(int n, float[] x, int xo, float scalar, float[] w, int wo, float[] z, int zo) {
        int bound = SPECIES.loopBound(n);
        FloatVector s = FloatVector.broadcast(SPECIES, scalar);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i)
                    .fma(s, FloatVector.fromArray(SPECIES, w, wo + i))
                    .intoArray(z, zo + i);
        }
        for (int i = bound; i < n; i++) {
            z[zo + i] = Math.fma(x[xo + i], scalar, w[wo + i]);
        }
    }
}
