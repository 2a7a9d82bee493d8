package org.meta4j.engine.internal.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gives each buffer its place: outputs first, one after another, then every buffer, the largest first,
 * at the lowest place that no buffer alive at the same time has taken.
 */
final class Layout {
    /** Floats in a cache line: buffers start at multiples of it. */
    private static final int LINE = 16;

    private final int length;
    private final int outputsLength;

    Layout(List<Buffer> buffers, List<Buffer> outputs) {
        outputsLength = sequential(outputs);
        int end = outputsLength;
        List<Buffer> rest = new ArrayList<>(buffers);
        rest.removeAll(outputs);
        rest.removeIf(buffer -> buffer.last < 0 && buffer.first == Integer.MAX_VALUE);
        rest.sort(Comparator.<Buffer>comparingInt(buffer -> -buffer.length).thenComparingInt(buffer -> buffer.first));
        List<Buffer> placed = new ArrayList<>();
        for (Buffer buffer : rest) {
            buffer.offset = lowestPlace(buffer, placed);
            insert(placed, buffer);
            end = Math.max(end, sum(buffer.offset, rounded(buffer.length)));
        }
        length = end;
    }

    /** Places buffers one after another and returns the end. */
    static int sequential(List<Buffer> buffers) {
        int end = 0;
        for (Buffer buffer : buffers) {
            buffer.offset = end;
            end = sum(end, rounded(buffer.length));
        }
        return end;
    }

    private int lowestPlace(Buffer buffer, List<Buffer> placed) {
        int place = outputsLength;
        for (Buffer other : placed) {
            if (other.first <= buffer.last && buffer.first <= other.last) {
                if (sum(place, rounded(buffer.length)) <= other.offset) {
                    return place;
                }
                place = Math.max(place, sum(other.offset, rounded(other.length)));
            }
        }
        return place;
    }

    /** Keeps {@code placed} in order of offset. */
    private static void insert(List<Buffer> placed, Buffer buffer) {
        int i = placed.size();
        while (i > 0 && placed.get(i - 1).offset > buffer.offset) {
            i--;
        }
        placed.add(i, buffer);
    }

    /** @throws IllegalArgumentException if that is more than an array holds */
    static int sum(int a, int b) {
        long sum = (long) a + b;
        if (sum > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a program may have a workspace of at most " + Integer.MAX_VALUE
                    + " numbers, but this one needs more: make its batches or tasks smaller");
        }
        return (int) sum;
    }

    static int rounded(int length) {
        return sum(length, LINE - 1) / LINE * LINE;
    }

    int length() {
        return length;
    }
}
