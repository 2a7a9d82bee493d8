package org.meta4j.tasks.internal;

import java.util.BitSet;

/**
 * Random numbers for drawing classes and examples: SplitMix64 (Steele, Lea, Flood, Fast Splittable
 * Pseudorandom Number Generators, OOPSLA 2014) and draws without replacement on top of it. Written
 * out, because a split or an episode must be the same on every JDK, and neither
 * {@code SplittableRandom}'s bounded draws nor {@code Collections.shuffle} promise that. Not
 * thread-safe: one instance a task.
 */
public final class Draws {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    public Draws(long seed) {
        state = seed;
    }

    /** Scatters a number over all 64 bits; one to one. */
    public static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /**
     * A number from 0 to {@code bound - 1}, each equally likely (Lemire, Fast Random Integer
     * Generation in an Interval, 2019, arXiv:1805.10941, with 32 random bits).
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be at least 1, but was " + bound);
        }
        long product = (nextLong() >>> 32) * bound;
        if ((product & 0xffffffffL) < bound) {
            // 2^32 mod bound: low products below it belong to values that have one chance too many.
            long threshold = (1L << 32) % bound;
            while ((product & 0xffffffffL) < threshold) {
                product = (nextLong() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /** Brings an array into a random order, each equally likely (Fisher and Yates). */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
    }

    /**
     * {@code count} distinct numbers from 0 to {@code bound - 1} in random order, every ordered choice
     * equally likely (Floyd's sampling, in Bentley, Programming Pearls: A Sample of Brilliance, CACM
     * 1987, then shuffled).
     */
    public int[] sample(int count, int bound) {
        if (count < 0 || count > bound) {
            throw new IllegalArgumentException("cannot draw " + count + " distinct numbers out of " + bound);
        }
        int[] drawn = new int[count];
        BitSet taken = new BitSet(bound);
        for (int i = 0, last = bound - count; i < count; i++, last++) {
            int candidate = nextInt(last + 1);
            drawn[i] = taken.get(candidate) ? last : candidate;
            taken.set(drawn[i]);
        }
        shuffle(drawn);
        return drawn;
    }
}
