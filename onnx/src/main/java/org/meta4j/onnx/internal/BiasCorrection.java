package org.meta4j.onnx.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Biases that make up for what rounding of weights does to the mean of a layer's results (Nagel, van Baalen, Blankevoort and Welling,
 * Data-Free Quantization Through Weight Equalization and Bias Correction, 2019, arXiv:1906.04721, section 4.2, with means over given
 * examples): layer by layer, each bias is changed so that a channel's mean is again what it was with exact weights.
 */
public final class BiasCorrection {
    private BiasCorrection() {}

    /**
     * The layers with exact weights and corrected biases.
     *
     * @param bits that weights will be rounded to
     * @param shape of one example
     * @param examples rows of numbers
     */
    public static List<EncoderLayer> of(List<EncoderLayer> layers, int bits, List<Integer> shape, float[] examples) {
        List<double[]> wanted = Ranges.means(layers, shape, examples);
        List<EncoderLayer> exact = new ArrayList<>(layers);
        List<EncoderLayer> rounded = new ArrayList<>(
                layers.stream().map(layer -> rounded(layer, bits)).toList());
        for (int i = 0; i < layers.size(); i++) {
            if (bias(layers.get(i)).length > 0) {
                double[] found =
                        Ranges.means(rounded.subList(0, i + 1), shape, examples).get(i);
                float[] corrected = bias(layers.get(i)).clone();
                for (int c = 0; c < corrected.length; c++) {
                    corrected[c] += (float) (wanted.get(i)[c] - found[c]);
                }
                exact.set(i, withBias(exact.get(i), corrected));
                rounded.set(i, withBias(rounded.get(i), corrected));
            }
        }
        return List.copyOf(exact);
    }

    private static float[] bias(EncoderLayer layer) {
        return layer instanceof EncoderLayer.Convolution c
                ? c.bias()
                : layer instanceof EncoderLayer.Linear linear ? linear.bias() : new float[0];
    }

    private static EncoderLayer withBias(EncoderLayer layer, float[] bias) {
        return layer instanceof EncoderLayer.Convolution c
                ? new EncoderLayer.Convolution(
                        c.weights(), bias, c.filters(), c.channels(), c.height(), c.width(), c.stride(), c.padding())
                : layer instanceof EncoderLayer.Linear linear
                        ? new EncoderLayer.Linear(linear.weights(), bias, linear.inputs(), linear.outputs())
                        : layer;
    }

    private static EncoderLayer rounded(EncoderLayer layer, int bits) {
        if (layer instanceof EncoderLayer.Convolution c) {
            int each = c.weights().length / c.filters();
            float[] weights = Grid.of(c.weights(), c.filters(), each, bits).rounded(c.filters(), each);
            return new EncoderLayer.Convolution(
                    weights, c.bias(), c.filters(), c.channels(), c.height(), c.width(), c.stride(), c.padding());
        } else if (layer instanceof EncoderLayer.Linear linear) {
            float[] weights =
                    Grid.of(linear.weights(), linear.outputs(), 1, bits).rounded(linear.outputs(), 1);
            return new EncoderLayer.Linear(weights, linear.bias(), linear.inputs(), linear.outputs());
        }
        return layer;
    }
}
