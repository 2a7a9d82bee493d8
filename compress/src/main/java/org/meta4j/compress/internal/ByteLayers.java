package org.meta4j.compress.internal;

import java.util.Optional;
import org.meta4j.engine.ByteMatrix;
import org.meta4j.engine.Tensor;

/** Packed weights as bytes to compute with, where that is faster than with floats. */
public final class ByteLayers {
    /** Weights of a matrix that, as floats, do not fit into a core's cache: a megabyte. */
    private static final int LEAST_WEIGHTS = 1 << 18;

    private static final int MATRIX = 2;

    private ByteLayers() {}

    /**
     * Weights at equal distances as whole numbers and scales.
     *
     * @param tensor what {@code packed} stands for: inputs × outputs
     * @return empty if they are few, listed values, floats or factors, or their numbers do not fit into 8 bits
     */
    public static Optional<ByteMatrix> of(Packed packed, Tensor tensor) {
        Tensor scale = packed.floats().get(Packed.SCALE);
        if (!packed.code().equal()
                || scale == null
                || tensor.shape().rank() != MATRIX
                || tensor.shape().length() < LEAST_WEIGHTS) {
            return Optional.empty();
        }
        int inputs = tensor.shape().size(0);
        int outputs = tensor.shape().size(1);
        float[] weights = tensor.values();
        float[] scales = new float[outputs];
        byte[] numbers = new byte[weights.length];
        for (int o = 0; o < outputs; o++) {
            scales[o] = scale.values()[scale.values().length == 1 ? 0 : o];
            for (int i = 0; i < inputs; i++) {
                // Exactly a whole number but for rounding, as it was made by multiplying one with the scale.
                int number = Math.round(weights[i * outputs + o] / scales[o]);
                if (number < Byte.MIN_VALUE || number > Byte.MAX_VALUE) {
                    return Optional.empty();
                }
                numbers[o * inputs + i] = (byte) number;
            }
        }
        return Optional.of(new ByteMatrix(inputs, numbers, scales));
    }
}
