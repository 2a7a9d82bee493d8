package org.meta4j.compress.internal;

import java.util.Arrays;

/** Small numbers in few bits: all in as many, or by a Huffman code. */
final class Packing {
    private Packing() {}

    /** @param bits of each number, from 0 to 8 */
    static byte[] plain(int[] numbers, int bits) {
        BitWriter out = new BitWriter();
        for (int number : numbers) {
            out.write(number, bits);
        }
        return out.bytes();
    }

    static int[] plain(byte[] packed, int count, int bits) {
        BitReader in = new BitReader(packed);
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.read(bits);
        }
        in.end();
        return numbers;
    }

    static HuffmanCode code(int[] numbers, int symbols) {
        int[] counts = new int[symbols];
        for (int number : numbers) {
            counts[number]++;
        }
        return HuffmanCode.of(counts);
    }

    static byte[] coded(int[] numbers, HuffmanCode code) {
        BitWriter out = new BitWriter();
        for (int number : numbers) {
            code.write(number, out);
        }
        return out.bytes();
    }

    static int[] coded(byte[] packed, int count, HuffmanCode code) {
        BitReader in = new BitReader(packed);
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = code.read(in);
        }
        in.end();
        return numbers;
    }

    /** Bits that {@link #coded} takes. */
    static long codedBits(int[] numbers, HuffmanCode code) {
        return Arrays.stream(numbers).mapToLong(code::length).sum();
    }
}
