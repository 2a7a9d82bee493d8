package org.meta4j.learners.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file is read, if the damage shows nowhere, or refused with a FileFormatException; nothing else. */
class SafetensorsFuzzTest {
    @TempDir
    Path folder;

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] good = sample();
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThat(SafetensorsFaultsTest.fault(() -> read(cut))).startsWith("fuzz: ");
        }
    }

    @Test
    void everySingleBitFlipIsReadOrRefused() throws IOException {
        byte[] good = sample();
        int refused = 0;
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] damaged = good.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            refused += readOrRefused(damaged, "bit " + bit) ? 0 : 1;
        }
        // Flips within names, texts and numbers cannot be seen; those in the header's structure all can.
        assertThat(refused).isGreaterThan(good.length);
    }

    @Test
    void randomDamageIsReadOrRefused() throws IOException {
        byte[] good = sample();
        for (long seed = 0; seed < 4_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] damaged =
                    random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(2 * good.length)) : good.clone();
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes && damaged.length > 0; i++) {
                // Digits, quotes and brackets reach deeper into the reader than arbitrary bytes do.
                String structure = "0123456789-\"[]{},:.e ";
                damaged[random.nextInt(damaged.length)] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) structure.charAt(random.nextInt(structure.length()));
            }
            readOrRefused(damaged, "seed " + seed);
        }
    }

    private static boolean readOrRefused(byte[] content, String what) {
        try {
            read(content);
            return true;
        } catch (FileFormatException e) {
            assertThat(e.getMessage()).as(what).startsWith("fuzz").doesNotContain("\n");
            return false;
        } catch (Throwable e) {
            return fail(what + " gave " + e, e);
        }
    }

    private static void read(byte[] content) {
        Documents.read("fuzz", content, Documents.MODEL);
    }

    private static byte[] sample() throws IOException {
        try (InputStream in = SafetensorsFuzzTest.class.getResourceAsStream("model-v1.safetensors")) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    @Test
    void theSameHoldsForFilesOnDisk() throws IOException {
        byte[] good = sample();
        Path file = folder.resolve("damaged.safetensors");
        for (int length = 0; length < good.length; length += 7) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThat(SafetensorsFaultsTest.fault(() -> Documents.read(file, Documents.MODEL)))
                    .startsWith(file.toString());
        }
    }
}
