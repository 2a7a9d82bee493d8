package org.meta4j.engine;

import org.meta4j.engine.internal.kernels.KernelProvider;

/**
 * A matrix of whole numbers of 8 bits with a scale for each of its outputs, w[i, o] = s[o] · q[o, i]: a quarter of the memory of
 * floats. One column is multiplied at a time, in floats that the numbers become on the way; that is faster than with weights of 32
 * bits where those do not fit into a core's cache, and slower elsewhere. Immutable.
 */
public final class ByteMatrix {
    private final int inputs;
    private final int outputs;
    private final byte[] numbers;
    private final float[] scales;

    /**
     * @param inputs at least 1
     * @param numbers q, row by row: all inputs of the first output, of the second, …
     * @param scales s, one for each output
     * @throws IllegalArgumentException if there are not inputs · outputs numbers
     */
    public ByteMatrix(int inputs, byte[] numbers, float[] scales) {
        if (inputs < 1 || (long) inputs * scales.length != numbers.length) {
            throw new IllegalArgumentException("a matrix of " + inputs + " inputs and " + scales.length
                    + " outputs has " + (long) inputs * scales.length + " numbers, but " + numbers.length
                    + " were given");
        }
        this.inputs = inputs;
        this.outputs = scales.length;
        this.numbers = numbers.clone();
        this.scales = scales.clone();
    }

    public int inputs() {
        return inputs;
    }

    public int outputs() {
        return outputs;
    }

    /**
     * y[o] = Σ w[i, o] x[i].
     *
     * @param x as many as inputs
     * @return as many as outputs
     */
    public float[] multiply(float[] x) {
        if (x.length != inputs) {
            throw new IllegalArgumentException(
                    "a matrix of " + inputs + " inputs is multiplied with as many numbers, not " + x.length);
        }
        float[] y = new float[outputs];
        KernelProvider.get().byteRows(outputs, inputs, numbers, scales, x, 0, y, 0);
        return y;
    }
}
