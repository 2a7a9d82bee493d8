package org.meta4j.data.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByteValuesTest {
    @Test
    void everyByteIsItsQuotientToTheLastBitWhateverReadsIt() {
        for (ByteValues reader : new ByteValues[] {ByteValues.get(), new ByteValues.ByTable()}) {
            // Each length has another remainder of all vectors' lengths; the byte moves through all of their lanes.
            for (int length = 256; length < 256 + 17; length++) {
                byte[] bytes = new byte[length + 3];
                for (int i = 0; i < length; i++) {
                    bytes[i + 3] = (byte) (i + length);
                }
                float[] target = new float[length + 2];
                reader.read(bytes, 3, target, 1, length);
                for (int i = 0; i < length; i++) {
                    assertThat(target[i + 1]).isEqualTo((bytes[i + 3] & 0xff) / 255f);
                }
                assertThat(target[0]).isZero();
                assertThat(target[length + 1]).isZero();
            }
        }
    }

    @Test
    void theVectorApiIsUsedWhereItIsThere() {
        // The build starts tests with its module.
        assertThat(ByteValues.get()).isInstanceOf(VectorByteValues.class);
    }

    @Test
    void bytesCanBeReadInAnotherOrder() {
        int[] order = IntStream.range(0, 50).map(i -> 49 - i).toArray();
        byte[] bytes = new byte[60];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (100 + i);
        }
        float[] target = new float[51];
        new ByteValues.ByTable().read(bytes, 7, order, target, 1);
        for (int i = 0; i < order.length; i++) {
            assertThat(target[i + 1]).isEqualTo((100 + 7 + 49 - i) / 255f);
        }
    }
}
