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
            end = Math.max(end, Math.addExact(buffer.offset, rounded(buffer.length)));
        }
        length = end;
    }

    /** Places buffers one after another and returns the end. */
    static int sequential(List<Buffer> buffers) {
        int end = 0;
        for (Buffer buffer : buffers) {
            buffer.offset = end;
            end = Math.addExact(end, rounded(buffer.length));
        }
        return end;
    }

    private int lowestPlace(Buffer buffer, List<Buffer> placed) {
        int place = outputsLength;
        for (Buffer other : placed) {
            if (other.first <= buffer.last && buffer.first <= other.last) {
                if (place + rounded(buffer.length) <= other.offset) {
                    return place;
                }
                place = Math.max(place, other.offset + rounded(other.length));
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

    static int rounded(int length) {
        return Math.addExact(length, LINE - 1) / LINE * LINE;
    }

    int length() {
        return length;
    }
}
