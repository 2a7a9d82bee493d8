package org.meta4j.engine.internal.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Max-pooling over windows of 2 × 2 with channels on vectors; other windows are {@link PlainPooling}'s. */
final class VectorPooling {
    private static final VectorSpecies<Float> SPECIES = VectorRows.SPECIES;
    private static final int LANES = VectorRows.LANES;

    private VectorPooling() {}

    private static boolean suits(int channels, int side) {
        return side == 2 && channels % LANES == 0;
    }

    static void index(int height, int width, int channels, int side, float[] x, int xo, float[] out, int oo) {
        if (!suits(channels, side)) {
            PlainPooling.index(height, width, channels, side, x, xo, out, oo);
            return;
        }
        int o = oo;
        for (int row = 0; row + 2 <= height; row += 2) {
            for (int column = 0; column + 2 <= width; column += 2) {
                int corner = xo + (row * width + column) * channels;
                index(channels, x, corner, corner + width * channels, out, o);
                o += channels;
            }
        }
    }

    private static void index(int channels, float[] x, int upper, int lower, float[] out, int oo) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int c = 0; c < channels; c += LANES) {
            FloatVector most = FloatVector.fromArray(SPECIES, x, upper + c);
            FloatVector v = FloatVector.fromArray(SPECIES, x, upper + channels + c);
            VectorMask<Float> larger = v.compare(VectorOperators.GT, most).or(v.compare(VectorOperators.NE, v));
            FloatVector where = zero.blend(1f, larger);
            most = most.blend(v, larger);
            v = FloatVector.fromArray(SPECIES, x, lower + c);
            larger = v.compare(VectorOperators.GT, most).or(v.compare(VectorOperators.NE, v));
            where = where.blend(2f, larger);
            most = most.blend(v, larger);
            v = FloatVector.fromArray(SPECIES, x, lower + channels + c);
            larger = v.compare(VectorOperators.GT, most).or(v.compare(VectorOperators.NE, v));
            where.blend(3f, larger).intoArray(out, oo + c);
        }
    }

    static void take(
            int height, int width, int channels, int side,
            float[] x, int xo, float[] index, int io, float[] out, int oo) {
        if (!suits(channels, side)) {
            PlainPooling.take(height, width, channels, side, x, xo, index, io, out, oo);
            return;
        }
        int o = 0;
        for (int row = 0; row + 2 <= height; row += 2) {
            for (int column = 0; column + 2 <= width; column += 2) {
                int corner = xo + (row * width + column) * channels;
                take(channels, x, corner, corner + width * channels, index, io + o, out, oo + o);
                o += channels;
            }
        }
    }

    private static void take(
            int channels, float[] x, int upper, int lower, float[] index, int io, float[] out, int oo) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector where = FloatVector.fromArray(SPECIES, index, io + c);
            FloatVector v = FloatVector.fromArray(SPECIES, x, upper + c);
            v = v.blend(
                    FloatVector.fromArray(SPECIES, x, upper + channels + c), where.compare(VectorOperators.EQ, 1f));
            v = v.blend(FloatVector.fromArray(SPECIES, x, lower + c), where.compare(VectorOperators.EQ, 2f));
            v = v.blend(
                    FloatVector.fromArray(SPECIES, x, lower + channels + c), where.compare(VectorOperators.EQ, 3f));
            v.intoArray(out, oo + c);
        }
    }

    static void put(
            int height, int width, int channels, int side,
            float[] g, int go, float[] index, int io, float[] out, int oo) {
        if (!suits(channels, side) || height % 2 != 0 || width % 2 != 0) {
            PlainPooling.put(height, width, channels, side, g, go, index, io, out, oo);
            return;
        }
        int o = 0;
        for (int row = 0; row < height; row += 2) {
            for (int column = 0; column < width; column += 2) {
                int corner = oo + (row * width + column) * channels;
                put(channels, g, go + o, index, io + o, out, corner, corner + width * channels);
                o += channels;
            }
        }
    }

    private static void put(int channels, float[] g, int go, float[] index, int io, float[] out, int upper, int lower) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int c = 0; c < channels; c += LANES) {
            FloatVector where = FloatVector.fromArray(SPECIES, index, io + c);
            FloatVector v = FloatVector.fromArray(SPECIES, g, go + c);
            zero.blend(v, where.compare(VectorOperators.EQ, 0f)).intoArray(out, upper + c);
            zero.blend(v, where.compare(VectorOperators.EQ, 1f)).intoArray(out, upper + channels + c);
            zero.blend(v, where.compare(VectorOperators.EQ, 2f)).intoArray(out, lower + c);
            zero.blend(v, where.compare(VectorOperators.EQ, 3f)).intoArray(out, lower + channels + c);
        }
    }
}
