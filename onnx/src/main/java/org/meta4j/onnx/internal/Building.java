package org.meta4j.onnx.internal;

import java.util.Arrays;

/** A layer and what is done to its results, as long as that can be put into the layer: in double precision. */
final class Building {
    private final EncoderLayer layer;
    private final double[] scale;
    private final double[] shift;

    Building(EncoderLayer layer) {
        this(layer, channels(layer));
    }

    private Building(EncoderLayer layer, int channels) {
        this.layer = layer;
        this.scale = new double[channels];
        this.shift = new double[channels];
        Arrays.fill(scale, 1);
    }

    static Building identity(int channels) {
        return new Building(new EncoderLayer.Affine(new float[channels], new float[channels]));
    }

    private static int channels(EncoderLayer layer) {
        if (layer instanceof EncoderLayer.Convolution convolution) {
            return convolution.filters();
        } else if (layer instanceof EncoderLayer.Linear linear) {
            return linear.outputs();
        } else if (layer instanceof EncoderLayer.Affine affine) {
            return affine.scale().length;
        }
        return layer instanceof EncoderLayer.PixelSum ? 1 : 0;
    }

    /** Multiplies and adds, channel by channel; false if this layer has no place for it. */
    boolean takes(double[] factor, double[] term) {
        if (layer instanceof EncoderLayer.PixelSum) {
            boolean oneFactor = Arrays.stream(factor).allMatch(number -> number == factor[0])
                    && Arrays.stream(term).allMatch(number -> number == 0);
            scale[0] *= oneFactor ? factor[0] : 1;
            return oneFactor;
        }
        if (scale.length != factor.length) {
            return false;
        }
        for (int i = 0; i < scale.length; i++) {
            scale[i] *= factor[i];
            shift[i] = shift[i] * factor[i] + term[i];
        }
        return true;
    }

    /** The layer with all that it took. */
    EncoderLayer layer() {
        if (layer instanceof EncoderLayer.Convolution c) {
            float[] weights = new float[c.weights().length];
            int each = weights.length / c.filters();
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (c.weights()[i] * scale[i / each]);
            }
            return new EncoderLayer.Convolution(
                    weights, single(shift), c.filters(), c.channels(), c.height(), c.width(), c.stride(), c.padding());
        } else if (layer instanceof EncoderLayer.Linear linear) {
            float[] weights = new float[linear.weights().length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (linear.weights()[i] * scale[i % linear.outputs()]);
            }
            return new EncoderLayer.Linear(weights, single(shift), linear.inputs(), linear.outputs());
        } else if (layer instanceof EncoderLayer.PixelSum sum) {
            return new EncoderLayer.PixelSum(scale[0], sum.pixels());
        } else if (layer instanceof EncoderLayer.Affine) {
            return new EncoderLayer.Affine(single(scale), single(shift));
        }
        return layer;
    }

    private static float[] single(double[] numbers) {
        float[] result = new float[numbers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) numbers[i];
        }
        return result;
    }
}
