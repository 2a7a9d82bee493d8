package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Thin matrix products, for which a register tile is mostly empty: one column of results, or one term a sum. */
final class VectorColumns {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private static final FloatVector NUMBERS = VectorRows.NUMBERS;
    private static final VectorShuffle<Float> HALF = VectorShuffle.iota(SPECIES, LANES / 2, 1, true);
    private static final VectorShuffle<Float> QUARTER = VectorShuffle.iota(SPECIES, LANES / 4, 1, true);
    private static final VectorShuffle<Float> EIGHTH = VectorShuffle.iota(SPECIES, LANES / 8, 1, true);
    private static final VectorShuffle<Float> SIXTEENTH = VectorShuffle.iota(SPECIES, LANES / 16, 1, true);

    private VectorColumns() {}

    /**
     * c[i] = sum over p &lt; k of a[ao + i·aStep + p]·b[bo + p], or that is added to c[i]: four rows at a time, the last
     * one again if they are fewer.
     */
    static void dots(int m, int k, float[] a, int ao, int aStep, float[] b, int bo, float[] c, int co, boolean add) {
        for (int i = 0; i < m; i += 4) {
            int i1 = Math.min(i + 1, m - 1);
            int i2 = Math.min(i + 2, m - 1);
            int i3 = Math.min(i + 3, m - 1);
            four(
                    k,
                    a,
                    ao + i * aStep,
                    ao + i1 * aStep,
                    ao + i2 * aStep,
                    ao + i3 * aStep,
                    b,
                    bo,
                    c,
                    co + i,
                    co + i1,
                    co + i2,
                    co + i3,
                    add);
        }
    }

    private static void four(
            int k,
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            float[] b,
            int bo,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3,
            boolean add) {
        // All are read before any is written, as the last may be the same.
        float z0 = add ? c[c0] : 0f;
        float z1 = add ? c[c1] : 0f;
        float z2 = add ? c[c2] : 0f;
        float z3 = add ? c[c3] : 0f;
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s0 = zero;
        FloatVector s1 = zero;
        FloatVector s2 = zero;
        FloatVector s3 = zero;
        int bound = SPECIES.loopBound(k);
        for (int p = 0; p < bound; p += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, b, bo + p);
            s0 = FloatVector.fromArray(SPECIES, a, a0 + p).fma(v, s0);
            s1 = FloatVector.fromArray(SPECIES, a, a1 + p).fma(v, s1);
            s2 = FloatVector.fromArray(SPECIES, a, a2 + p).fma(v, s2);
            s3 = FloatVector.fromArray(SPECIES, a, a3 + p).fma(v, s3);
        }
        if (bound < k) {
            // What lies behind a row may be anything, NaN too: both factors are zero there.
            VectorMask<Float> inside = NUMBERS.compare(VectorOperators.LT, (float) (k - bound));
            FloatVector v = zero.blend(FloatVector.fromArray(SPECIES, b, bo + bound), inside);
            s0 = zero.blend(FloatVector.fromArray(SPECIES, a, a0 + bound), inside)
                    .fma(v, s0);
            s1 = zero.blend(FloatVector.fromArray(SPECIES, a, a1 + bound), inside)
                    .fma(v, s1);
            s2 = zero.blend(FloatVector.fromArray(SPECIES, a, a2 + bound), inside)
                    .fma(v, s2);
            s3 = zero.blend(FloatVector.fromArray(SPECIES, a, a3 + bound), inside)
                    .fma(v, s3);
        }
        s0 = s0.add(s0.rearrange(HALF));
        s1 = s1.add(s1.rearrange(HALF));
        s2 = s2.add(s2.rearrange(HALF));
        s3 = s3.add(s3.rearrange(HALF));
        s0 = LANES >= 4 ? s0.add(s0.rearrange(QUARTER)) : s0;
        s1 = LANES >= 4 ? s1.add(s1.rearrange(QUARTER)) : s1;
        s2 = LANES >= 4 ? s2.add(s2.rearrange(QUARTER)) : s2;
        s3 = LANES >= 4 ? s3.add(s3.rearrange(QUARTER)) : s3;
        s0 = LANES >= 8 ? s0.add(s0.rearrange(EIGHTH)) : s0;
        s1 = LANES >= 8 ? s1.add(s1.rearrange(EIGHTH)) : s1;
        s2 = LANES >= 8 ? s2.add(s2.rearrange(EIGHTH)) : s2;
        s3 = LANES >= 8 ? s3.add(s3.rearrange(EIGHTH)) : s3;
        s0 = LANES >= 16 ? s0.add(s0.rearrange(SIXTEENTH)) : s0;
        s1 = LANES >= 16 ? s1.add(s1.rearrange(SIXTEENTH)) : s1;
        s2 = LANES >= 16 ? s2.add(s2.rearrange(SIXTEENTH)) : s2;
        s3 = LANES >= 16 ? s3.add(s3.rearrange(SIXTEENTH)) : s3;
        c[c0] = z0 + s0.lane(0);
        c[c1] = z1 + s1.lane(0);
        c[c2] = z2 + s2.lane(0);
        c[c3] = z3 + s3.lane(0);
    }

    /**
     * c[i, j] = a[ao + i·aStep]·b[j], or that is added to c[i, j], for at least a vector of columns. The last vector
     * overlaps its neighbour, where it changes nothing.
     */
    static void outer(int m, int n, float[] a, int ao, int aStep, float[] b, int bo, float[] c, int co, boolean add) {
        for (int j = 0; j < n; j += LANES) {
            int column = Math.min(j, n - LANES);
            if (add) {
                addVector(m, n, j - column, a, ao, aStep, b, bo + column, c, co + column);
            } else {
                setVector(m, n, a, ao, aStep, b, bo + column, c, co + column);
            }
        }
    }

    private static void setVector(int m, int n, float[] a, int ao, int aStep, float[] b, int bo, float[] c, int co) {
        FloatVector v = FloatVector.fromArray(SPECIES, b, bo);
        int ai = ao;
        int ci = co;
        for (int i = 0; i < m; i++) {
            v.mul(FloatVector.broadcast(SPECIES, a[ai])).intoArray(c, ci);
            ai += aStep;
            ci += n;
        }
    }

    /** @param done lanes that a neighbour has added to already */
    private static void addVector(
            int m, int n, int done, float[] a, int ao, int aStep, float[] b, int bo, float[] c, int co) {
        VectorMask<Float> open = NUMBERS.compare(VectorOperators.GE, (float) done);
        FloatVector v = FloatVector.fromArray(SPECIES, b, bo);
        int ai = ao;
        int ci = co;
        for (int i = 0; i < m; i++) {
            FloatVector before = FloatVector.fromArray(SPECIES, c, ci);
            before.blend(v.fma(FloatVector.broadcast(SPECIES, a[ai]), before), open)
                    .intoArray(c, ci);
            ai += aStep;
            ci += n;
        }
    }
}
