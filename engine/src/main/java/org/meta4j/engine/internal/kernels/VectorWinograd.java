package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Kernels#winogradInput} and its like with channels on vectors; channels that fill none are {@link PlainWinograd}'s. */
final class VectorWinograd {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private VectorWinograd() {}

    static void input(
            int tileRows,
            int tileColumns,
            int channels,
            float[] x,
            int xo,
            int rowLength,
            float[] v,
            int vo,
            int plane) {
        int bound = SPECIES.loopBound(channels);
        int at = vo;
        for (int row = 0; row < tileRows; row++) {
            for (int column = 0; column < tileColumns; column++) {
                int corner = xo + 2 * row * rowLength + 2 * column * channels;
                inputTile(bound, channels, x, corner, rowLength, v, at, plane);
                PlainWinograd.inputTile(bound, channels, x, corner, rowLength, v, at, plane);
                at += channels;
            }
        }
    }

    private static void inputTile(
            int bound, int channels, float[] x, int xo, int rowLength, float[] v, int vo, int plane) {
        for (int c = 0; c < bound; c += LANES) {
            int r0 = xo + c;
            int r1 = r0 + rowLength;
            int r2 = r1 + rowLength;
            int r3 = r2 + rowLength;
            FloatVector a0 = FloatVector.fromArray(SPECIES, x, r0);
            FloatVector a1 = FloatVector.fromArray(SPECIES, x, r0 + channels);
            FloatVector a2 = FloatVector.fromArray(SPECIES, x, r0 + 2 * channels);
            FloatVector a3 = FloatVector.fromArray(SPECIES, x, r0 + 3 * channels);
            FloatVector b0 = FloatVector.fromArray(SPECIES, x, r1);
            FloatVector b1 = FloatVector.fromArray(SPECIES, x, r1 + channels);
            FloatVector b2 = FloatVector.fromArray(SPECIES, x, r1 + 2 * channels);
            FloatVector b3 = FloatVector.fromArray(SPECIES, x, r1 + 3 * channels);
            FloatVector c0 = FloatVector.fromArray(SPECIES, x, r2);
            FloatVector c1 = FloatVector.fromArray(SPECIES, x, r2 + channels);
            FloatVector c2 = FloatVector.fromArray(SPECIES, x, r2 + 2 * channels);
            FloatVector c3 = FloatVector.fromArray(SPECIES, x, r2 + 3 * channels);
            FloatVector t0 = a0.sub(c0);
            FloatVector t1 = a1.sub(c1);
            FloatVector t2 = a2.sub(c2);
            FloatVector t3 = a3.sub(c3);
            int to = vo + c;
            t0.sub(t2).intoArray(v, to);
            t1.add(t2).intoArray(v, to + plane);
            t2.sub(t1).intoArray(v, to + 2 * plane);
            t1.sub(t3).intoArray(v, to + 3 * plane);
            t0 = b0.add(c0);
            t1 = b1.add(c1);
            t2 = b2.add(c2);
            t3 = b3.add(c3);
            t0.sub(t2).intoArray(v, to + 4 * plane);
            t1.add(t2).intoArray(v, to + 5 * plane);
            t2.sub(t1).intoArray(v, to + 6 * plane);
            t1.sub(t3).intoArray(v, to + 7 * plane);
            t0 = c0.sub(b0);
            t1 = c1.sub(b1);
            t2 = c2.sub(b2);
            t3 = c3.sub(b3);
            t0.sub(t2).intoArray(v, to + 8 * plane);
            t1.add(t2).intoArray(v, to + 9 * plane);
            t2.sub(t1).intoArray(v, to + 10 * plane);
            t1.sub(t3).intoArray(v, to + 11 * plane);
            t0 = b0.sub(FloatVector.fromArray(SPECIES, x, r3));
            t1 = b1.sub(FloatVector.fromArray(SPECIES, x, r3 + channels));
            t2 = b2.sub(FloatVector.fromArray(SPECIES, x, r3 + 2 * channels));
            t3 = b3.sub(FloatVector.fromArray(SPECIES, x, r3 + 3 * channels));
            t0.sub(t2).intoArray(v, to + 12 * plane);
            t1.add(t2).intoArray(v, to + 13 * plane);
            t2.sub(t1).intoArray(v, to + 14 * plane);
            t1.sub(t3).intoArray(v, to + 15 * plane);
        }
    }

    static void output(
            int tileRows,
            int tileColumns,
            int filters,
            float[] m,
            int mo,
            int plane,
            float[] y,
            int yo,
            int rowLength) {
        int bound = SPECIES.loopBound(filters);
        int at = mo;
        for (int row = 0; row < tileRows; row++) {
            for (int column = 0; column < tileColumns; column++) {
                int corner = yo + 2 * row * rowLength + 2 * column * filters;
                outputTile(bound, filters, m, at, plane, y, corner, rowLength);
                PlainWinograd.outputTile(bound, filters, m, at, plane, y, corner, rowLength);
                at += filters;
            }
        }
    }

    private static void outputTile(
            int bound, int filters, float[] m, int mo, int plane, float[] y, int yo, int rowLength) {
        for (int f = 0; f < bound; f += LANES) {
            int from = mo + f;
            FloatVector b0 = FloatVector.fromArray(SPECIES, m, from + 4 * plane);
            FloatVector b1 = FloatVector.fromArray(SPECIES, m, from + 5 * plane);
            FloatVector b2 = FloatVector.fromArray(SPECIES, m, from + 6 * plane);
            FloatVector b3 = FloatVector.fromArray(SPECIES, m, from + 7 * plane);
            FloatVector c0 = FloatVector.fromArray(SPECIES, m, from + 8 * plane);
            FloatVector c1 = FloatVector.fromArray(SPECIES, m, from + 9 * plane);
            FloatVector c2 = FloatVector.fromArray(SPECIES, m, from + 10 * plane);
            FloatVector c3 = FloatVector.fromArray(SPECIES, m, from + 11 * plane);
            FloatVector s0 = FloatVector.fromArray(SPECIES, m, from).add(b0).add(c0);
            FloatVector s1 =
                    FloatVector.fromArray(SPECIES, m, from + plane).add(b1).add(c1);
            FloatVector s2 =
                    FloatVector.fromArray(SPECIES, m, from + 2 * plane).add(b2).add(c2);
            FloatVector s3 =
                    FloatVector.fromArray(SPECIES, m, from + 3 * plane).add(b3).add(c3);
            int to = yo + f;
            s0.add(s1).add(s2).intoArray(y, to);
            s1.sub(s2).sub(s3).intoArray(y, to + filters);
            s0 = b0.sub(c0).sub(FloatVector.fromArray(SPECIES, m, from + 12 * plane));
            s1 = b1.sub(c1).sub(FloatVector.fromArray(SPECIES, m, from + 13 * plane));
            s2 = b2.sub(c2).sub(FloatVector.fromArray(SPECIES, m, from + 14 * plane));
            s3 = b3.sub(c3).sub(FloatVector.fromArray(SPECIES, m, from + 15 * plane));
            s0.add(s1).add(s2).intoArray(y, to + rowLength);
            s1.sub(s2).sub(s3).intoArray(y, to + rowLength + filters);
        }
    }

    static void gradient(
            int tileRows,
            int tileColumns,
            int filters,
            float[] g,
            int go,
            int rowLength,
            float[] z,
            int zo,
            int plane) {
        int bound = SPECIES.loopBound(filters);
        int at = zo;
        for (int row = 0; row < tileRows; row++) {
            for (int column = 0; column < tileColumns; column++) {
                int corner = go + 2 * row * rowLength + 2 * column * filters;
                gradientTile(bound, filters, g, corner, rowLength, z, at, plane);
                PlainWinograd.gradientTile(bound, filters, g, corner, rowLength, z, at, plane);
                at += filters;
            }
        }
    }

    private static void gradientTile(
            int bound, int filters, float[] g, int go, int rowLength, float[] z, int zo, int plane) {
        for (int f = 0; f < bound; f += LANES) {
            int from = go + f;
            FloatVector a0 = FloatVector.fromArray(SPECIES, g, from);
            FloatVector a1 = FloatVector.fromArray(SPECIES, g, from + filters);
            FloatVector b0 = FloatVector.fromArray(SPECIES, g, from + rowLength);
            FloatVector b1 = FloatVector.fromArray(SPECIES, g, from + rowLength + filters);
            int to = zo + f;
            a0.intoArray(z, to);
            a0.add(a1).intoArray(z, to + plane);
            a0.sub(a1).intoArray(z, to + 2 * plane);
            a1.neg().intoArray(z, to + 3 * plane);
            FloatVector p0 = a0.add(b0);
            FloatVector p1 = a1.add(b1);
            p0.intoArray(z, to + 4 * plane);
            p0.add(p1).intoArray(z, to + 5 * plane);
            p0.sub(p1).intoArray(z, to + 6 * plane);
            p1.neg().intoArray(z, to + 7 * plane);
            p0 = a0.sub(b0);
            p1 = a1.sub(b1);
            p0.intoArray(z, to + 8 * plane);
            p0.add(p1).intoArray(z, to + 9 * plane);
            p0.sub(p1).intoArray(z, to + 10 * plane);
            p1.neg().intoArray(z, to + 11 * plane);
            b0.neg().intoArray(z, to + 12 * plane);
            b0.add(b1).neg().intoArray(z, to + 13 * plane);
            b1.sub(b0).intoArray(z, to + 14 * plane);
            b1.intoArray(z, to + 15 * plane);
        }
    }
}
