package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums and maxima over runs of elements. The order of summing depends on lengths alone.
 *
 * <p>Lanes are added by halves: {@code reduceLanes} leaves its order open, so that interpreter and compiler may differ
 * and the same program would give other bits before and after it is compiled. Each sum spells this out, since a method
 * that takes a vector gets it as a box on the heap whenever C2 decides not to inline the call.
 */
final class VectorSums {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    static final VectorShuffle<Float> HALF = rotation(LANES / 2);
    static final VectorShuffle<Float> QUARTER = rotation(LANES / 4);
    static final VectorShuffle<Float> EIGHTH = rotation(LANES / 8);
    static final VectorShuffle<Float> SIXTEENTH = rotation(LANES / 16);

    private VectorSums() {}

    private static VectorShuffle<Float> rotation(int lanes) {
        return VectorShuffle.iota(SPECIES, lanes, 1, true);
    }

    static float sum(int n, float[] x, int xo) {
        int blocks = n / (4 * LANES);
        int done = blocks * 4 * LANES;
        float total = blocks == 0 ? 0f : sumBlocks(blocks, x, xo);
        return done == n ? total : total + sumRest(n - done, x, xo + done);
    }

    private static float sumBlocks(int blocks, float[] x, int xo) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        int xi = xo;
        for (int i = 0; i < blocks; i++) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, x, xi));
            s1 = s1.add(FloatVector.fromArray(SPECIES, x, xi + LANES));
            s2 = s2.add(FloatVector.fromArray(SPECIES, x, xi + 2 * LANES));
            s3 = s3.add(FloatVector.fromArray(SPECIES, x, xi + 3 * LANES));
            xi += 4 * LANES;
        }
        FloatVector s = s0.add(s1).add(s2.add(s3));
        s = s.add(s.rearrange(HALF));
        s = LANES >= 4 ? s.add(s.rearrange(QUARTER)) : s;
        s = LANES >= 8 ? s.add(s.rearrange(EIGHTH)) : s;
        s = LANES >= 16 ? s.add(s.rearrange(SIXTEENTH)) : s;
        return s.lane(0);
    }

    private static float sumRest(int n, float[] x, int xo) {
        FloatVector s = FloatVector.zero(SPECIES);
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            s = s.add(FloatVector.fromArray(SPECIES, x, xo + i));
        }
        s = s.add(s.rearrange(HALF));
        s = LANES >= 4 ? s.add(s.rearrange(QUARTER)) : s;
        s = LANES >= 8 ? s.add(s.rearrange(EIGHTH)) : s;
        s = LANES >= 16 ? s.add(s.rearrange(SIXTEENTH)) : s;
        float total = s.lane(0);
        for (int i = bound; i < n; i++) {
            total += x[xo + i];
        }
        return total;
    }

    static float max(int n, float[] x, int xo) {
        float most = Float.NEGATIVE_INFINITY;
        int bound = SPECIES.loopBound(n);
        if (bound > 0) {
            FloatVector s = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
            for (int i = 0; i < bound; i += LANES) {
                s = s.max(FloatVector.fromArray(SPECIES, x, xo + i));
            }
            most = s.reduceLanes(VectorOperators.MAX);
        }
        for (int i = bound; i < n; i++) {
            most = Math.max(most, x[xo + i]);
        }
        return most;
    }
}
