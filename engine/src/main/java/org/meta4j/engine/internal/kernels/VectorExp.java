package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * e^x on vectors. With n = round(x / ln 2) and r = x − n·ln 2 in two parts, e^x = 2^n·e^r; e^r is 1 + r + r²·p(r), p
 * a polynomial of degree 5 fitted at Chebyshev points on |r| ≤ ln 2 / 2. The factor 2^n is multiplied in two halves,
 * so that subnormal results are rounded once and gradually.
 *
 * <p>Error below 1 ulp of the exact value for every float; infinity from 88.72284 on, 0 below −103.97, NaN of NaN.
 * The last elements go through the same operations one by one: a value does not depend on its place.
 */
final class VectorExp {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    /** Beyond these the result is infinite or zero, and n stays within what two halves can scale. */
    private static final float HIGHEST = 90f;

    static final float LOWEST = -105f;

    static final float INVERSE_LN2 = 1.44269504f;
    /** 355/512: so few bits that its product with n is exact. */
    static final float LN2_HIGH = 0.693359375f;

    static final float LN2_LOW = -2.12194440e-4f;

    /** 1.5·2^23: adding it leaves the nearest integer in the low bits. */
    static final float ROUNDER = 12582912f;

    static final int ROUNDER_BITS = 0x4B400000;

    static final float P5 = 1.98910798e-4f;
    static final float P4 = 1.39337312e-3f;
    static final float P3 = 8.33331048e-3f;
    static final float P2 = 4.16664630e-2f;
    static final float P1 = 0.16666667f;
    static final float P0 = 0.5f;

    private VectorExp() {}

    static void exp(int n, float[] x, int xo, float[] y, int yo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            v = v.blend(HIGHEST, v.compare(VectorOperators.GT, HIGHEST));
            v = v.blend(LOWEST, v.compare(VectorOperators.LT, LOWEST));
            FloatVector shifted =
                    v.fma(FloatVector.broadcast(SPECIES, INVERSE_LN2), FloatVector.broadcast(SPECIES, ROUNDER));
            FloatVector whole = shifted.sub(ROUNDER);
            FloatVector r = whole.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
            r = whole.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
            FloatVector p = FloatVector.broadcast(SPECIES, P5);
            p = p.fma(r, FloatVector.broadcast(SPECIES, P4));
            p = p.fma(r, FloatVector.broadcast(SPECIES, P3));
            p = p.fma(r, FloatVector.broadcast(SPECIES, P2));
            p = p.fma(r, FloatVector.broadcast(SPECIES, P1));
            p = p.fma(r, FloatVector.broadcast(SPECIES, P0));
            p = p.fma(r.mul(r), r).add(1f);
            IntVector power = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
            IntVector half = power.lanewise(VectorOperators.ASHR, 1);
            FloatVector first = half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
            FloatVector second =
                    power.sub(half).add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
            p.mul(first).mul(second).intoArray(y, yo + i);
        }
        for (int i = bound; i < n; i++) {
            y[yo + i] = exp(x[xo + i]);
        }
    }

    static float exp(float x) {
        float v = x > HIGHEST ? HIGHEST : x < LOWEST ? LOWEST : x;
        float shifted = Math.fma(v, INVERSE_LN2, ROUNDER);
        float whole = shifted - ROUNDER;
        float r = Math.fma(whole, -LN2_HIGH, v);
        r = Math.fma(whole, -LN2_LOW, r);
        float p = Math.fma(P5, r, P4);
        p = Math.fma(p, r, P3);
        p = Math.fma(p, r, P2);
        p = Math.fma(p, r, P1);
        p = Math.fma(p, r, P0);
        p = Math.fma(p, r * r, r) + 1f;
        int power = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
        int half = power >> 1;
        float first = Float.intBitsToFloat(half + 127 << 23);
        float second = Float.intBitsToFloat(power - half + 127 << 23);
        return p * first * second;
    }
}
