package org.meta4j.learners.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBackBitForBitInTheSameOrder() {
        // More numbers than one chunk, and not a multiple of it; names against alphabetical order.
        Tensors tensors = random(7, Map.of("z", 40_001, "a", 1, "m", 16_384));
        Path file = folder.resolve("t.safetensors");
        Safetensors.write(file, Map.of("k", "v \"\n\u0001Ω"), tensors);
        TensorFile read = Safetensors.read(file);
        assertThat(read.metadata()).containsExactly(Map.entry("k", "v \"\n\u0001Ω"));
        assertThat(read.tensors().names()).isEqualTo(tensors.names());
        tensors.asMap().forEach((name, tensor) -> {
            assertThat(read.tensors().get(name).shape()).isEqualTo(tensor.shape());
            assertThat(read.tensors().get(name).values()).isEqualTo(tensor.values());
        });
    }

    @Test
    void theBytesAreThoseThatTheFormatPrescribes() throws IOException {
        Path file = folder.resolve("t.safetensors");
        Safetensors.write(file, Map.of(), Tensors.of(Map.of("w", new Tensor(Shape.of(2), new float[] {1, -2.5f}))));
        String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        int padded = 56;
        assertThat(header.length()).isBetween(padded - 7, padded);
        ByteBuffer expected = ByteBuffer.allocate(8 + padded + 8).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded).put((header + " ".repeat(padded - header.length())).getBytes(StandardCharsets.UTF_8));
        expected.putFloat(1).putFloat(-2.5f);
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
    }

    @Test
    void dataBeginAtAMultipleOfEightBytesWhateverTheHeadersLength() throws IOException {
        for (int length = 1; length <= 16; length++) {
            Path file = folder.resolve("t.safetensors");
            Safetensors.write(file, Map.of(), random(1, Map.of("n".repeat(length), 3)));
            assertThat(Files.size(file) % 8).isEqualTo(3 * 4 % 8);
        }
    }

    @Test
    void equalMetadataGiveEqualBytesWhateverTheMapsOrder() throws IOException {
        Map<String, String> forwards = new LinkedHashMap<>();
        Map<String, String> backwards = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            forwards.put("key" + i, "x");
            backwards.put("key" + (19 - i), "x");
        }
        Tensors tensors = random(2, Map.of("w", 3));
        Safetensors.write(folder.resolve("1"), forwards, tensors);
        Safetensors.write(folder.resolve("2"), backwards, tensors);
        assertThat(folder.resolve("1")).hasSameBinaryContentAs(folder.resolve("2"));
    }

    @Test
    void aFileWithoutTensorsIsAFile() {
        Path file = folder.resolve("t.safetensors");
        Safetensors.write(file, Map.of("a", "b"), Tensors.of(Map.of()));
        assertThat(Safetensors.read(file).tensors().names()).isEmpty();
    }

    @Test
    void numbersThatAreNotFiniteAreReadOnlyOnRequest() {
        Path file = folder.resolve("t.safetensors");
        float[] values = {Float.NaN, Float.NEGATIVE_INFINITY, 1};
        Safetensors.write(file, Map.of(), Tensors.of(Map.of("w", new Tensor(Shape.of(3), values))));
        TensorFile read = Safetensors.read(file, new Safetensors.ReadOptions(false));
        assertThat(read.tensors().get("w").values()).isEqualTo(values);
        assertThat(SafetensorsFaultsTest.fault(() -> Safetensors.read(file)))
                .contains(file.toString(), "tensor 'w'", "2 of its 3 numbers are NaN or infinite");
    }

    @Test
    void whatTheFormatCannotHoldIsRefusedBeforeTheOldFileIsTouched() throws IOException {
        Path file = folder.resolve("t.safetensors");
        Files.writeString(file, "old");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Safetensors.write(file, Map.of(), random(1, Map.of("__metadata__", 1))))
                .withMessageContaining("__metadata__");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Safetensors.write(file, Map.of("lone surrogate", "\ud800"), random(1, Map.of())))
                .withMessageContaining("not Unicode");
        assertThat(file).hasContent("old");
    }

    private static Tensors random(long seed, Map<String, Integer> lengths) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        lengths.forEach((name, length) -> {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = (float) (random.nextDouble() - 0.5);
            }
            tensors.put(name, new Tensor(Shape.of(length), values));
        });
        return Tensors.of(tensors);
    }
}
