package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The natural logarithm on vectors. With x = 2^e·(1 + f), 1 + f between √½ and √2, log x is
 * e·ln 2 + f − f²/2 + f³·p(f), p a polynomial of degree 8 fitted at Chebyshev points. Subnormal arguments are scaled
 * by 2^23 first.
 *
 * <p>Error below 1 ulp of the exact value for every positive float, subnormal ones included; −infinity of ±0, NaN of
 * negative numbers and NaN, infinity of infinity. The last elements go through the same operations one by one: a
 * value does not depend on its place.
 */
final class VectorLog {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private static final float SUBNORMAL_SCALE = 8388608f;
    private static final float SUBNORMAL_POWER = 23f;
    private static final int ROOT_HALF_BITS = 0x3F3504F3;

    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    private static final float P8 = 6.97161183e-2f;
    private static final float P7 = -0.114797339f;
    private static final float P6 = 0.116854198f;
    private static final float P5 = -0.124256872f;
    private static final float P4 = 0.142490581f;
    private static final float P3 = -0.166678026f;
    private static final float P2 = 0.200007156f;
    private static final float P1 = -0.24999997f;
    private static final float P0 = 0.33333331f;

    private VectorLog() {}

    static void log(int n, float[] x, int xo, float[] y, int yo) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
            VectorMask<Float> subnormal = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
            FloatVector s = v.blend(v.mul(SUBNORMAL_SCALE), subnormal);
            IntVector bits = s.reinterpretAsInts();
            IntVector power = bits.sub(ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
            FloatVector f = bits.sub(power.lanewise(VectorOperators.LSHL, 23))
                    .reinterpretAsFloats()
                    .sub(1f);
            FloatVector e = (FloatVector) power.convert(VectorOperators.I2F, 0);
            e = e.blend(e.sub(SUBNORMAL_POWER), subnormal);
            FloatVector p = FloatVector.broadcast(SPECIES, P8);
            p = p.fma(f, FloatVector.broadcast(SPECIES, P7));
            p = p.fma(f, FloatVector.broadcast(SPECIES, P6));
            p = p.fma(f, FloatVector.broadcast(SPECIES, P5));
            p = p.fma(f, FloatVector.broadcast(SPECIES, P4));
            p = p.fma(f, FloatVector.broadcast(SPECIES, P3));
            p = p.fma(f, FloatVector.broadcast(SPECIES, P2));
            p = p.fma(f, FloatVector.broadcast(SPECIES, P1));
            p = p.fma(f, FloatVector.broadcast(SPECIES, P0));
            FloatVector square = f.mul(f);
            FloatVector low = e.mul(LN2_LOW);
            low = f.mul(square).fma(p, low);
            low = square.fma(FloatVector.broadcast(SPECIES, -0.5f), low);
            FloatVector result = e.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), f.add(low));
            result = result.blend(v, v.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
            result = result.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0f));
            result = result.blend(Float.NaN, v.compare(VectorOperators.LT, 0f));
            result = result.blend(v, v.compare(VectorOperators.NE, v));
            result.intoArray(y, yo + i);
        }
        for (int i = bound; i < n; i++) {
            y[yo + i] = log(x[xo + i]);
        }
    }

    static float log(float x) {
        if (Float.isNaN(x) || x == Float.POSITIVE_INFINITY) {
            return x;
        }
        if (x <= 0f) {
            return x == 0f ? Float.NEGATIVE_INFINITY : Float.NaN;
        }
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * SUBNORMAL_SCALE : x);
        int power = bits - ROOT_HALF_BITS >> 23;
        float f = Float.intBitsToFloat(bits - (power << 23)) - 1f;
        float e = subnormal ? power - SUBNORMAL_POWER : power;
        float p = Math.fma(P8, f, P7);
        p = Math.fma(p, f, P6);
        p = Math.fma(p, f, P5);
        p = Math.fma(p, f, P4);
        p = Math.fma(p, f, P3);
        p = Math.fma(p, f, P2);
        p = Math.fma(p, f, P1);
        p = Math.fma(p, f, P0);
        float square = f * f;
        float low = Math.fma(f * square, p, e * LN2_LOW);
        low = Math.fma(square, -0.5f, low);
        return Math.fma(e, LN2_HIGH, f + low);
    }
}
