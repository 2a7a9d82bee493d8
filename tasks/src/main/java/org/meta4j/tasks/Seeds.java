package org.meta4j.tasks;

import org.meta4j.tasks.internal.Draws;

/** Seeds made from seeds, so that one number given by the user feeds many independent streams. */
public final class Seeds {
    private Seeds() {}

    /**
     * A seed for item number {@code index} of the stream {@code seed}. For one seed no two indices give the
     * same result; neighbouring seeds and indices give unrelated ones.
     */
    public static long of(long seed, long index) {
        return Draws.mix(Draws.mix(seed + 0x9e3779b97f4a7c15L) + index);
    }

    /** A seed for the stream of a given purpose, e.g. {@code "validation"}. */
    public static long of(long seed, String purpose) {
        long hash = seed;
        for (int i = 0; i < purpose.length(); i++) {
            hash = of(hash, purpose.charAt(i));
        }
        return of(hash, purpose.length());
    }
}
