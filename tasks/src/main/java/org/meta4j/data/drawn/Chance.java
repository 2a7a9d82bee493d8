package org.meta4j.data.drawn;

/**
 * A stream of random numbers that is the same on every JDK: SplitMix64 (Steele, Lea, Flood, Fast Splittable
 * Pseudorandom Number Generators, 2014, doi:10.1145/2660193.2660195), with every derived number defined here, since
 * the JDK is free to change its own {@code nextGaussian} and bounded {@code nextInt}.
 */
final class Chance {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double ROOT_3 = StrictMath.sqrt(3);

    private long state;

    private Chance(long state) {
        this.state = state;
    }

    /** A stream of its own for each path of numbers, such as seed, alphabet, character, drawing. */
    static Chance of(long seed, int... path) {
        long state = mix(seed + GOLDEN_GAMMA);
        for (int part : path) {
            state = mix((state ^ part) + GOLDEN_GAMMA);
        }
        return new Chance(state);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    double between(double low, double high) {
        return low + (high - low) * unit();
    }

    /** Uniform among 0, 1, …, bound - 1; the bias for small bounds is below 2^-40. */
    int below(int bound) {
        return (int) (unit() * bound);
    }

    boolean with(double probability) {
        return unit() < probability;
    }

    /** 1 or -1. */
    int sign() {
        return next() < 0 ? -1 : 1;
    }

    /**
     * A bell curve of mean 0 and standard deviation 1: the sum of four uniform numbers. It never leaves ±2√3, so no
     * drawing is thrown off the paper by one outlier.
     */
    double bell() {
        return (unit() + unit() + unit() + unit() - 2) * ROOT_3;
    }

    /** A factor around 1 whose logarithm has about the given standard deviation. */
    double factor(double deviation) {
        return StrictMath.exp(deviation * bell());
    }

    /** The index of one of the weights, drawn in proportion to them. */
    int among(double... weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double at = unit() * total;
        for (int i = 0; i < weights.length - 1; i++) {
            at -= weights[i];
            if (at < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
