package org.meta4j.tabular.internal;

import java.util.SplittableRandom;

/** Draws without putting back. */
public final class Draw {
    private Draw() {}

    /** So many of the given, each with the same chance, in random order; the given are not changed. */
    public static int[] of(int[] given, int count, SplittableRandom random) {
        int[] order = given.clone();
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, order.length);
            drawn[i] = order[other];
            order[other] = order[i];
        }
        return drawn;
    }
}
