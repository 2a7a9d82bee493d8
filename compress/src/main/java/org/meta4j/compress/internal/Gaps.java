package org.meta4j.compress.internal;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Places by their distances: how many are passed over before the next one. What does not fit into the bits is written as their
 * highest number, which means that as many are passed over and nothing is there yet; so a place costs its own bits and, if it is
 * far, some more. (Han, Mao and Dally, arXiv:1510.00149, section 2, put a weight of 0 there, which costs a level's bits as well.)
 */
final class Gaps {
    private Gaps() {}

    static int[] of(BitSet places, int bits) {
        int far = (1 << bits) - 1;
        int[] gaps = new int[places.cardinality()];
        int count = 0;
        int next = 0;
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            int gap = place - next;
            while (gap >= far) {
                gaps = room(gaps, count);
                gaps[count] = far;
                count++;
                gap -= far;
            }
            gaps = room(gaps, count);
            gaps[count] = gap;
            count++;
            next = place + 1;
        }
        return Arrays.copyOf(gaps, count);
    }

    private static int[] room(int[] gaps, int count) {
        return count < gaps.length ? gaps : Arrays.copyOf(gaps, Math.max(16, 2 * gaps.length));
    }

    /**
     * The places.
     *
     * @param length of what they are places in
     * @throws DamagedException if one is beyond it
     */
    static BitSet places(int[] gaps, int bits, int length) {
        int far = (1 << bits) - 1;
        BitSet places = new BitSet(length);
        long next = 0;
        for (int gap : gaps) {
            next += gap;
            if (gap < far) {
                if (next >= length) {
                    throw new DamagedException("a weight's place " + next + " is beyond its " + length + " weights");
                }
                places.set((int) next);
                next++;
            }
        }
        return places;
    }
}
