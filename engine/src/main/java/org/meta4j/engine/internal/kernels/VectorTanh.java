package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The hyperbolic tangent on vectors. Of a = |x| below 0.625 it is a + a³·p(a²), p a polynomial of degree 5 fitted at
 * Chebyshev points; above it is 1 − 2 / (e^2a + 1), e^2a as in {@link VectorExp}. The sign is put back at the end, so
 * that tanh −x is −tanh x bit by bit, −0 included.
 *
 * <p>Error below 2 ulp of the exact value for every float; ±1 from ±9.02 on, x of subnormal x, NaN of NaN. The last
 * elements go through the same operations one by one: a value does not depend on its place.
 */
final class VectorTanh {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private static final int SIGN = 0x80000000;

    private static final float SMALL = 0.625f;

    /** Twice what is 1 already when rounded. */
    private static final float HIGHEST = 20f;

    private static final float T5 = 2.29274482e-3f;
    private static final float T4 = -8.34394526e-3f;
    private static final float T3 = 2.17689183e-2f;
    private static final float T2 = -5.39592579e-2f;
    private static final float T1 = 0.133333042f;
    private static final float T0 = -0.333333343f;

    private VectorTanh() {}

    static void tanh(int n, float[] x, int xo, float[] y, int yo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            IntVector sign = v.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
            FloatVector a = v.lanewise(VectorOperators.ABS);
            VectorMask<Float> small = a.compare(VectorOperators.LT, SMALL);
            FloatVector z = a.mul(a);
            FloatVector t = FloatVector.broadcast(SPECIES, T5);
            t = t.fma(z, FloatVector.broadcast(SPECIES, T4));
            t = t.fma(z, FloatVector.broadcast(SPECIES, T3));
            t = t.fma(z, FloatVector.broadcast(SPECIES, T2));
            t = t.fma(z, FloatVector.broadcast(SPECIES, T1));
            t = t.fma(z, FloatVector.broadcast(SPECIES, T0));
            t = t.fma(a.mul(z), a);
            FloatVector w = a.add(a);
            w = w.blend(HIGHEST, w.compare(VectorOperators.GT, HIGHEST));
            FloatVector shifted = w.fma(
                    FloatVector.broadcast(SPECIES, VectorExp.INVERSE_LN2),
                    FloatVector.broadcast(SPECIES, VectorExp.ROUNDER));
            FloatVector whole = shifted.sub(VectorExp.ROUNDER);
            FloatVector r = whole.fma(FloatVector.broadcast(SPECIES, -VectorExp.LN2_HIGH), w);
            r = whole.fma(FloatVector.broadcast(SPECIES, -VectorExp.LN2_LOW), r);
            FloatVector p = FloatVector.broadcast(SPECIES, VectorExp.P5);
            p = p.fma(r, FloatVector.broadcast(SPECIES, VectorExp.P4));
            p = p.fma(r, FloatVector.broadcast(SPECIES, VectorExp.P3));
            p = p.fma(r, FloatVector.broadcast(SPECIES, VectorExp.P2));
            p = p.fma(r, FloatVector.broadcast(SPECIES, VectorExp.P1));
            p = p.fma(r, FloatVector.broadcast(SPECIES, VectorExp.P0));
            p = p.fma(r.mul(r), r).add(1f);
            IntVector power = shifted.reinterpretAsInts().sub(VectorExp.ROUNDER_BITS - 127);
            FloatVector e =
                    p.mul(power.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
            FloatVector large = FloatVector.broadcast(SPECIES, -2f).div(e.add(1f)).add(1f);
            large.blend(t, small)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.OR, sign)
                    .reinterpretAsFloats()
                    .intoArray(y, yo + i);
        }
        for (int i = bound; i < n; i++) {
            y[yo + i] = tanh(x[xo + i]);
        }
    }

    static float tanh(float x) {
        int sign = Float.floatToRawIntBits(x) & SIGN;
        float a = Math.abs(x);
        float result;
        if (a < SMALL) {
            float z = a * a;
            float t = Math.fma(T5, z, T4);
            t = Math.fma(t, z, T3);
            t = Math.fma(t, z, T2);
            t = Math.fma(t, z, T1);
            t = Math.fma(t, z, T0);
            result = Math.fma(t, a * z, a);
        } else {
            float w = a + a;
            result = -2f / (VectorExp.exp(w > HIGHEST ? HIGHEST : w) + 1f) + 1f;
        }
        return Float.intBitsToFloat(Float.floatToRawIntBits(result) | sign);
    }
}
