package org.meta4j.compress.stages;

import java.util.Locale;
import java.util.Set;

/**
 * One step of a {@link org.meta4j.compress.Recipe}. Stages change weights, which are the parameters of two and more dimensions: matrices of linear
 * layers and filters of convolutions. Biases, and scales and shifts of normalisation, stay as they are.
 */
public sealed interface Stage
        permits Narrow,
                Prune,
                Gradual,
                Movement,
                Factorize,
                Quantize,
                Ternary,
                Share,
                Huffman,
                Train,
                Rewind,
                Normalize {
    /** As it is written in a recipe, such as {@code prune(0.9)}. */
    String text();

    /** Whether it gives each weight one of few levels. */
    default boolean givesLevels() {
        return false;
    }

    /** Whether it sets weights to zero. */
    default boolean cuts() {
        return false;
    }

    /** Whether it changes weights by their gradients. */
    default boolean trains() {
        return false;
    }

    /** Whether it needs what the model was trained on: all that train do. */
    default boolean needsTasks() {
        return trains();
    }

    /** Weights that it names, because it does something else with them than with the others. */
    default Set<String> named() {
        return Set.of();
    }

    /** A constant's name as recipes spell it: {@code MIN_MAX} is {@code min-max}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
