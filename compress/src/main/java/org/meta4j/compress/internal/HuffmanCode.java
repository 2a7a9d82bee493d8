package org.meta4j.compress.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A canonical prefix code: symbols are ordered by the length of their words, then by number, and words count up. So the lengths
 * alone tell the code. A word's first bit is its highest.
 */
final class HuffmanCode {
    /** Longest word: as long a sum of counts as an int has cannot make a longer one. */
    private static final int MOST_BITS = 48;

    private final int[] lengths;
    private final long[] words;
    private final int[] ordered;

    private HuffmanCode(int[] lengths) {
        this.lengths = lengths;
        ordered = order(lengths);
        words = new long[lengths.length];
        long word = 0;
        int length = 0;
        for (int symbol : ordered) {
            word <<= lengths[symbol] - length;
            length = lengths[symbol];
            words[symbol] = word;
            word++;
        }
    }

    private static int[] order(int[] lengths) {
        Integer[] used = new Integer
                [(int) Arrays.stream(lengths).filter(length -> length > 0).count()];
        int count = 0;
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                used[count] = symbol;
                count++;
            }
        }
        Arrays.sort(
                used,
                Comparator.<Integer>comparingInt(symbol -> lengths[symbol]).thenComparing(symbol -> symbol));
        return Arrays.stream(used).mapToInt(Integer::intValue).toArray();
    }

    /** The shortest code for symbols that come so often; those that do not come have no word. */
    static HuffmanCode of(int[] counts) {
        record Node(long count, int order, int[] symbols) {}
        PriorityQueue<Node> nodes =
                new PriorityQueue<>(Comparator.comparingLong(Node::count).thenComparingInt(Node::order));
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                nodes.add(new Node(counts[symbol], symbol, new int[] {symbol}));
            }
        }
        int[] lengths = new int[counts.length];
        if (nodes.size() == 1) {
            lengths[nodes.element().symbols[0]] = 1;
        }
        int order = counts.length;
        while (nodes.size() > 1) {
            Node a = nodes.remove();
            Node b = nodes.remove();
            int[] both = Arrays.copyOf(a.symbols, a.symbols.length + b.symbols.length);
            System.arraycopy(b.symbols, 0, both, a.symbols.length, b.symbols.length);
            for (int symbol : both) {
                lengths[symbol]++;
            }
            nodes.add(new Node(a.count + b.count, order, both));
            order++;
        }
        return new HuffmanCode(lengths);
    }

    /**
     * The code that {@link #lengths} described.
     *
     * @throws DamagedException if no code has these lengths
     */
    static HuffmanCode of(byte[] described) {
        int[] lengths = new int[described.length];
        double room = 0;
        int used = 0;
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = described[i];
            if (lengths[i] < 0 || lengths[i] > MOST_BITS) {
                throw new DamagedException("a word of its code has " + lengths[i] + " bits");
            }
            if (lengths[i] > 0) {
                used++;
                room += Math.scalb(1.0, -lengths[i]);
            }
        }
        // Words of a whole code fill its tree; a single symbol has the word 0.
        if (used == 0 || (used == 1 ? room != 0.5 : room != 1)) {
            throw new DamagedException("the lengths of its words belong to no code");
        }
        return new HuffmanCode(lengths);
    }

    /** The length of each symbol's word, 0 for those without. */
    byte[] lengths() {
        byte[] described = new byte[lengths.length];
        for (int i = 0; i < described.length; i++) {
            described[i] = (byte) lengths[i];
        }
        return described;
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    void write(int symbol, BitWriter out) {
        for (int bit = lengths[symbol] - 1; bit >= 0; bit--) {
            out.write(words[symbol] >> bit & 1, 1);
        }
    }

    int read(BitReader in) {
        long word = 0;
        int length = 0;
        int at = 0;
        while (true) {
            word = word << 1 | in.bit();
            length++;
            // Canonical: words of one length are consecutive, and those of the next are larger.
            while (at < ordered.length && lengths[ordered[at]] == length) {
                if (words[ordered[at]] == word) {
                    return ordered[at];
                }
                at++;
            }
            if (at == ordered.length) {
                throw new DamagedException("a word of its bits is not in its code");
            }
        }
    }
}
