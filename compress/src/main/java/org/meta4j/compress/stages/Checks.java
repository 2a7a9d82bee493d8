package org.meta4j.compress.stages;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What arguments of several stages have to be, and how those of single layers are kept and written. */
final class Checks {
    private Checks() {}

    static void sparsity(String stage, double sparsity) {
        if (!(sparsity > 0 && sparsity < 1)) {
            throw new IllegalArgumentException("the sparsity of " + stage + " must be above 0 and below 1, but was "
                    + sparsity + ": it is the share of the weights that become zero");
        }
    }

    static void sparsities(String stage, Map<String, Double> layers) {
        layers.forEach((name, share) -> {
            if (!(share >= 0 && share < 1)) {
                throw new IllegalArgumentException("the sparsity of " + name + " in " + stage
                        + " must be at least 0 and below 1, but was " + share);
            }
        });
    }

    static void iterations(String stage, int iterations) {
        if (iterations < 1) {
            throw new IllegalArgumentException(
                    "the iterations of " + stage + " must be at least 1, but were " + iterations);
        }
    }

    static void training(String stage, int iterations, double rate) {
        iterations(stage, iterations);
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException(
                    "the rate of " + stage + " must be above 0 and at most 1, but was " + rate);
        }
    }

    static <V> Map<String, V> sorted(Map<String, V> layers) {
        return Collections.unmodifiableMap(new TreeMap<>(layers));
    }

    /** As a recipe's text says it, {@code , NAME=VALUE} of each layer. */
    static String exceptions(Map<String, ?> layers) {
        StringBuilder text = new StringBuilder();
        layers.forEach(
                (name, value) -> text.append(", ").append(name).append('=').append(value));
        return text.toString();
    }
}
