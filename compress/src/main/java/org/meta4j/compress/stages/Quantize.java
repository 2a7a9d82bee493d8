package org.meta4j.compress.stages;

import java.util.Map;
import java.util.Set;

/**
 * Rounds each weight to one of 2^bits levels at equal distances, w ≈ s · (q − z), with a scale s for each output channel
 * or for the whole tensor (Jacob and others, Quantization and Training of Neural Networks for Efficient
 * Integer-Arithmetic-Only Inference, 2018, arXiv:1712.05877, section 2.1).
 *
 * @param bits of a level: from 2 to 8
 * @param per what shares a scale
 * @param zero where the levels lie
 * @param range which weights the outermost levels are put at
 * @param layers bits of single weight tensors by name; the others have {@code bits}
 */
public record Quantize(int bits, Per per, Zero zero, Range range, Map<String, Integer> layers) implements Stage {
    /** Fewest and most bits. */
    public static final int LEAST_BITS = 2;

    public static final int MOST_BITS = 8;

    /** What shares a scale. */
    public enum Per {
        CHANNEL,
        TENSOR
    }

    /** Where levels lie. */
    public enum Zero {
        /** As many below zero as above: 2^bits − 1 of them are used. */
        SYMMETRIC,
        /** Between the smallest and the largest weight, zero among them. */
        AFFINE
    }

    /** Which weights the outermost levels are put at; those beyond are cut off there. */
    public enum Range {
        /** At those that give the smallest sum of squared errors. */
        MSE,
        /** At the smallest and the largest. */
        MIN_MAX,
        /** At the 0.1 and 99.9 percentiles. */
        PERCENTILE
    }

    public Quantize {
        check("quantize", bits);
        layers = Checks.sorted(layers);
        layers.forEach((name, ofLayer) -> check(name + " in quantize", ofLayer));
    }

    private static void check(String what, int bits) {
        if (bits < LEAST_BITS || bits > MOST_BITS) {
            throw new IllegalArgumentException("the bits of " + what + " must be from " + LEAST_BITS + " to "
                    + MOST_BITS + ", but were " + bits + (bits == 1 ? ": for three levels there is ternary()" : ""));
        }
    }

    /** The same for all layers. */
    public Quantize(int bits, Per per, Zero zero, Range range) {
        this(bits, per, zero, range, Map.of());
    }

    /** Bits of the weights called {@code name}. */
    public int bits(String name) {
        return layers.getOrDefault(name, bits);
    }

    @Override
    public Set<String> named() {
        return layers.keySet();
    }

    /** With the settings that lose least: a scale for each channel, symmetric, smallest squared error. */
    public Quantize(int bits) {
        this(bits, Per.CHANNEL, Zero.SYMMETRIC, Range.MSE);
    }

    @Override
    public boolean givesLevels() {
        return true;
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder("quantize(").append(bits);
        if (per != Per.CHANNEL) {
            text.append(", ").append(Stage.word(per));
        }
        if (zero != Zero.SYMMETRIC) {
            text.append(", ").append(Stage.word(zero));
        }
        if (range != Range.MSE) {
            text.append(", ").append(Stage.word(range));
        }
        return text.append(Checks.exceptions(layers)).append(')').toString();
    }
}
