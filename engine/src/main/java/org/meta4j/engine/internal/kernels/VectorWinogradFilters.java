package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Kernels#winogradFilters} and its transpose on vectors; what fills none is {@link PlainWinograd}'s. */
final class VectorWinogradFilters {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private VectorWinogradFilters() {}

    static void filters(int n, boolean turned, float[] w, int wo, float[] u, int uo) {
        int step = turned ? -n : n;
        int from = turned ? wo + 8 * n : wo;
        int bound = SPECIES.loopBound(n);
        for (int row = 0; row < 4; row++) {
            filterRow(row, bound, n, step, w, from, u, uo + 4 * row * n);
        }
        PlainWinograd.filters(bound, n, step, w, from, u, uo);
    }

    /** A row of G w Gᵀ: of the taps' rows the first, half of the sum, half of the sum with the middle taken away, the last. */
    private static void filterRow(int row, int bound, int n, int step, float[] w, int wo, float[] u, int uo) {
        int first = row == 3 ? wo + 6 * step : wo;
        if (row == 0 || row == 3) {
            outerFilterRow(bound, n, step, w, first, u, uo);
        } else {
            innerFilterRow(row == 1 ? 1 : -1, bound, n, step, w, first, u, uo);
        }
    }

    private static void outerFilterRow(int bound, int n, int step, float[] w, int wo, float[] u, int uo) {
        for (int i = 0; i < bound; i += LANES) {
            FloatVector h0 = FloatVector.fromArray(SPECIES, w, wo + i);
            FloatVector h1 = FloatVector.fromArray(SPECIES, w, wo + i + step);
            FloatVector h2 = FloatVector.fromArray(SPECIES, w, wo + i + 2 * step);
            FloatVector ends = h0.add(h2);
            int to = uo + i;
            h0.intoArray(u, to);
            ends.add(h1).mul(0.5f).intoArray(u, to + n);
            ends.sub(h1).mul(0.5f).intoArray(u, to + 2 * n);
            h2.intoArray(u, to + 3 * n);
        }
    }

    /** @param sign of the middle row */
    private static void innerFilterRow(float sign, int bound, int n, int step, float[] w, int wo, float[] u, int uo) {
        for (int i = 0; i < bound; i += LANES) {
            int from = wo + i;
            FloatVector h0 = FloatVector.fromArray(SPECIES, w, from + 3 * step)
                    .mul(sign)
                    .add(FloatVector.fromArray(SPECIES, w, from))
                    .add(FloatVector.fromArray(SPECIES, w, from + 6 * step))
                    .mul(0.5f);
            FloatVector h1 = FloatVector.fromArray(SPECIES, w, from + 4 * step)
                    .mul(sign)
                    .add(FloatVector.fromArray(SPECIES, w, from + step))
                    .add(FloatVector.fromArray(SPECIES, w, from + 7 * step))
                    .mul(0.5f);
            FloatVector h2 = FloatVector.fromArray(SPECIES, w, from + 5 * step)
                    .mul(sign)
                    .add(FloatVector.fromArray(SPECIES, w, from + 2 * step))
                    .add(FloatVector.fromArray(SPECIES, w, from + 8 * step))
                    .mul(0.5f);
            FloatVector ends = h0.add(h2);
            int to = uo + i;
            h0.intoArray(u, to);
            ends.add(h1).mul(0.5f).intoArray(u, to + n);
            ends.sub(h1).mul(0.5f).intoArray(u, to + 2 * n);
            h2.intoArray(u, to + 3 * n);
        }
    }

    static void filterGradient(int n, float[] u, int uo, float[] w, int wo) {
        int bound = SPECIES.loopBound(n);
        filterGradientEnd(bound, n, u, uo, 0, w, wo);
        filterGradientMiddle(bound, n, u, uo, w, wo + 3 * n);
        filterGradientEnd(bound, n, u, uo, 12 * n, w, wo + 6 * n);
        PlainWinograd.filterGradient(bound, n, u, uo, w, wo);
    }

    /** First or last row of Gᵀ u G: half of the two middle rows of u, and the row {@code alone} floats on. */
    private static void filterGradientEnd(int bound, int n, float[] u, int uo, int alone, float[] w, int wo) {
        for (int i = 0; i < bound; i += LANES) {
            int one = uo + i + 4 * n;
            int two = uo + i + 8 * n;
            int end = uo + i + alone;
            FloatVector q0 = FloatVector.fromArray(SPECIES, u, one)
                    .add(FloatVector.fromArray(SPECIES, u, two))
                    .mul(0.5f)
                    .add(FloatVector.fromArray(SPECIES, u, end));
            FloatVector q1 = FloatVector.fromArray(SPECIES, u, one + n)
                    .add(FloatVector.fromArray(SPECIES, u, two + n))
                    .mul(0.5f)
                    .add(FloatVector.fromArray(SPECIES, u, end + n));
            FloatVector q2 = FloatVector.fromArray(SPECIES, u, one + 2 * n)
                    .add(FloatVector.fromArray(SPECIES, u, two + 2 * n))
                    .mul(0.5f)
                    .add(FloatVector.fromArray(SPECIES, u, end + 2 * n));
            FloatVector q3 = FloatVector.fromArray(SPECIES, u, one + 3 * n)
                    .add(FloatVector.fromArray(SPECIES, u, two + 3 * n))
                    .mul(0.5f)
                    .add(FloatVector.fromArray(SPECIES, u, end + 3 * n));
            FloatVector middle = q1.add(q2).mul(0.5f);
            int to = wo + i;
            q0.add(middle).intoArray(w, to);
            q1.sub(q2).mul(0.5f).intoArray(w, to + n);
            middle.add(q3).intoArray(w, to + 2 * n);
        }
    }

    private static void filterGradientMiddle(int bound, int n, float[] u, int uo, float[] w, int wo) {
        for (int i = 0; i < bound; i += LANES) {
            int one = uo + i + 4 * n;
            int two = uo + i + 8 * n;
            FloatVector q0 = FloatVector.fromArray(SPECIES, u, one)
                    .sub(FloatVector.fromArray(SPECIES, u, two))
                    .mul(0.5f);
            FloatVector q1 = FloatVector.fromArray(SPECIES, u, one + n)
                    .sub(FloatVector.fromArray(SPECIES, u, two + n))
                    .mul(0.5f);
            FloatVector q2 = FloatVector.fromArray(SPECIES, u, one + 2 * n)
                    .sub(FloatVector.fromArray(SPECIES, u, two + 2 * n))
                    .mul(0.5f);
            FloatVector q3 = FloatVector.fromArray(SPECIES, u, one + 3 * n)
                    .sub(FloatVector.fromArray(SPECIES, u, two + 3 * n))
                    .mul(0.5f);
            FloatVector middle = q1.add(q2).mul(0.5f);
            int to = wo + i;
            q0.add(middle).intoArray(w, to);
            q1.sub(q2).mul(0.5f).intoArray(w, to + n);
            middle.add(q3).intoArray(w, to + 2 * n);
        }
    }
}
