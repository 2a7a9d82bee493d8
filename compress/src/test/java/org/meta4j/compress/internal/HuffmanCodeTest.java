package org.meta4j.compress.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HuffmanCodeTest {
    /** Cormen, Leiserson, Rivest and Stein's example: a:45 b:13 c:12 d:16 e:9 f:5 cost 224 bits. */
    @Test
    void theTextbooksExampleHasItsLengths() {
        HuffmanCode code = HuffmanCode.of(new int[] {45, 13, 12, 16, 9, 5});

        assertThat(code.lengths()).containsExactly(1, 3, 3, 3, 4, 4);
    }

    @Test
    void numbersComeBackAndTakeLessThanABitMoreThanTheirEntropy() {
        SplittableRandom random = new SplittableRandom(5);
        int[] numbers = new int[20_000];
        int[] counts = new int[200];
        for (int i = 0; i < numbers.length; i++) {
            // Geometric: rare symbols have long words, and some of the 200 do not come at all.
            numbers[i] = (int) Math.min(199, -Math.log(random.nextDouble()) * 6);
            counts[numbers[i]]++;
        }
        double entropy = 0;
        for (int count : counts) {
            double share = (double) count / numbers.length;
            entropy -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
        }

        HuffmanCode code = HuffmanCode.of(counts);
        byte[] packed = Packing.coded(numbers, code);

        assertThat(Packing.coded(packed, numbers.length, HuffmanCode.of(code.lengths())))
                .containsExactly(numbers);
        assertThat(8.0 * packed.length / numbers.length).isBetween(entropy, entropy + 0.1);
        assertThat(Packing.codedBits(numbers, code)).isBetween(8L * packed.length - 7, 8L * packed.length);
    }

    @Test
    void aSingleSymbolHasAWordOfOneBit() {
        HuffmanCode code = HuffmanCode.of(new int[] {0, 7, 0});

        assertThat(code.lengths()).containsExactly(0, 1, 0);
        assertThat(Packing.coded(Packing.coded(new int[] {1, 1, 1}, code), 3, HuffmanCode.of(code.lengths())))
                .containsExactly(1, 1, 1);
    }

    @Test
    void countsLikeFibonaccisNumbersGiveWordsOfAllLengths() {
        int[] counts = new int[40];
        counts[0] = 1;
        counts[1] = 1;
        for (int i = 2; i < counts.length; i++) {
            counts[i] = counts[i - 1] + counts[i - 2];
        }
        HuffmanCode code = HuffmanCode.of(counts);
        int[] numbers = {0, 39, 1, 20, 0};

        assertThat(code.length(0)).isEqualTo(39);
        assertThat(Packing.coded(Packing.coded(numbers, code), numbers.length, HuffmanCode.of(code.lengths())))
                .containsExactly(numbers);
    }

    @Test
    void damagedCodesAndBitsAreRefused() {
        byte[] lengths = HuffmanCode.of(new int[] {4, 2, 1, 1}).lengths();
        byte[] packed = Packing.coded(new int[] {0, 1, 2, 3}, HuffmanCode.of(lengths));

        assertThatThrownBy(() -> HuffmanCode.of(new byte[] {1, 2, 2, 2})).hasMessageContaining("belong to no code");
        assertThatThrownBy(() -> HuffmanCode.of(new byte[] {1, -1})).hasMessageContaining("-1 bits");
        assertThatThrownBy(() -> HuffmanCode.of(new byte[4])).hasMessageContaining("belong to no code");
        assertThatThrownBy(() -> Packing.coded(packed, 40, HuffmanCode.of(lengths)))
                .hasMessageContaining("end too soon");
        assertThatThrownBy(() -> Packing.coded(Arrays.copyOf(packed, 9), 4, HuffmanCode.of(lengths)))
                .hasMessageContaining("left over");
    }
}
