package org.meta4j.compress.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PackingTest {
    @Test
    void fourBitsTakeFourBitsLowestFirst() {
        assertThat(Packing.plain(new int[] {1, 2, 15}, 4)).containsExactly(0x21, 0x0f);
        assertThat(Packing.plain(new int[] {5, 6, 7}, 3)).containsExactly(0b11_110_101, 0b1);
    }

    @Test
    void numbersOfAnyWidthComeBack() {
        SplittableRandom random = new SplittableRandom(1);
        for (int bits = 1; bits <= 8; bits++) {
            int[] numbers = random.ints(101, 0, 1 << bits).toArray();
            byte[] packed = Packing.plain(numbers, bits);
            assertThat(packed).hasSize((101 * bits + 7) / 8);
            assertThat(Packing.plain(packed, numbers.length, bits)).containsExactly(numbers);
        }
        assertThatThrownBy(() -> Packing.plain(new byte[2], 5, 4)).hasMessageContaining("end too soon");
        assertThatThrownBy(() -> Packing.plain(new byte[3], 2, 4)).hasMessageContaining("16 bits are left over");
    }

    @Test
    void placesAreTheirDistancesAndFarOnesPassOver() {
        BitSet places = BitSet.valueOf(new long[] {0b1_0000_0000_0011L});

        // 0, 1, then ten are passed over: three times the three that two bits can say, and one more.
        assertThat(Gaps.of(places, 2)).containsExactly(0, 0, 3, 3, 3, 1);
        assertThat(Gaps.of(places, 4)).containsExactly(0, 0, 10);
        assertThat(Gaps.places(new int[] {0, 0, 3, 3, 3, 1}, 2, 13)).isEqualTo(places);
        assertThatThrownBy(() -> Gaps.places(new int[] {0, 0, 3, 3, 3, 1}, 2, 12))
                .hasMessageContaining("place 12 is beyond its 12 weights");
    }

    @Test
    void placesComeBackForEveryWidth() {
        SplittableRandom random = new SplittableRandom(2);
        BitSet places = new BitSet();
        random.ints(300, 0, 5000).forEach(places::set);
        for (int bits = 1; bits <= 8; bits++) {
            assertThat(Gaps.places(Gaps.of(places, bits), bits, 5000)).isEqualTo(places);
        }
    }
}
