package org.meta4j.onnx.internal;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.onnx.ExportException;
import org.meta4j.tasks.ExampleShape;

/**
 * Of how many bits layers are written: 32-bit floats; 8 bits, of weights and of results between layers; or 4 bits of weights alone.
 *
 * @param bits 32, 8 or 4
 * @param shape of one example
 * @param calibration rows of examples that show what the results of layers are; null if there are none
 */
public record Rounding(int bits, ExampleShape shape, float @Nullable [] calibration) {
    /** Examples that calibration needs at least. */
    public static final int LEAST_EXAMPLES = 32;

    private static final int OPSET = 18;

    /** The first with 4-bit numbers. */
    private static final int OPSET_OF_4_BITS = 21;

    /** 32-bit floats. */
    public static Rounding none(ExampleShape shape) {
        return new Rounding(32, shape, null);
    }

    /**
     * Fewer bits.
     *
     * @param bits 8 or 4
     * @param given what shape the examples are of
     * @throws ExportException if the examples are too few or of another shape than the learner's
     */
    public static Rounding calibrated(int bits, ExampleShape shape, ExampleShape given, float[] examples) {
        if (!shape.equals(given)) {
            throw new ExportException("the examples to calibrate with are " + given + ", but the learner's are " + shape
                    + ": give data of that shape");
        }
        int count = examples.length / shape.length();
        if (count < LEAST_EXAMPLES) {
            throw new ExportException("calibration needs at least " + LEAST_EXAMPLES + " examples, but there are "
                    + count + ": give more data, or do without");
        }
        return new Rounding(bits, shape, examples);
    }

    /** The same, calibrated with further examples too. */
    public Rounding with(float[] examples) {
        if (calibration == null) {
            return this;
        }
        float[] all = Arrays.copyOf(calibration, calibration.length + examples.length);
        System.arraycopy(examples, 0, all, calibration.length, examples.length);
        return new Rounding(bits, shape, all);
    }

    /** Whether numbers stay as they are. */
    public boolean isNone() {
        return bits == 32;
    }

    /** A graph that can hold the layers. */
    public Nodes nodes() {
        return new Nodes(bits == 4 ? OPSET_OF_4_BITS : OPSET);
    }

    /** Rounds layers, which passes the examples to calibrate with through them; to be written as often as needed. */
    public RoundedLayers of(List<EncoderLayer> layers) {
        List<EncoderLayer> rounded =
                calibration == null ? layers : BiasCorrection.of(layers, bits, shape.sizes(), calibration);
        List<Ranges.Range> ranges =
                calibration == null || bits != 8 ? null : Ranges.of(rounded, shape.sizes(), calibration);
        return new RoundedLayers(rounded, ranges, bits, shape.sizes().size() == 3);
    }
}
