package org.meta4j.onnx.internal;

import org.meta4j.engine.graph.UnaryOp;

/** A layer of an encoder that is a chain, with the numbers that normalisation left in it. */
public sealed interface EncoderLayer {
    /** Whether it multiplies by a matrix or by filters. */
    default boolean hasWeights() {
        return false;
    }

    /**
     * A convolution and what is added to its results.
     *
     * @param weights [filters, channels, height, width], ONNX's order
     * @param bias [filters]
     */
    record Convolution(
            float[] weights, float[] bias, int filters, int channels, int height, int width, int stride, int padding)
            implements EncoderLayer {
        @Override
        public boolean hasWeights() {
            return true;
        }
    }

    /**
     * A linear layer.
     *
     * @param weights [inputs, outputs]
     * @param bias [outputs]
     */
    record Linear(float[] weights, float[] bias, int inputs, int outputs) implements EncoderLayer {
        @Override
        public boolean hasWeights() {
            return true;
        }
    }

    /** A function of each number. */
    record Function(UnaryOp function) implements EncoderLayer {}

    /** The maximum over windows that do not overlap. */
    record Pool(int side) implements EncoderLayer {}

    /** The images as rows: pixel by pixel, the channels of each together. */
    record Flatten(int length) implements EncoderLayer {}

    /** Sums over the pixels of each channel, times a number: a mean, say. */
    record PixelSum(double factor, int pixels) implements EncoderLayer {}

    /** Every channel times a number, plus a number. */
    record Affine(float[] scale, float[] shift) implements EncoderLayer {}
}
