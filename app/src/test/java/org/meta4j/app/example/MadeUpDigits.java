package org.meta4j.app.example;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Files as MNIST's, with a bright bar across noise: its place is the class. */
final class MadeUpDigits {
    private static final int SIDE = 28;

    private MadeUpDigits() {}

    /** @param down whether bars lie, or stand: two data sets */
    static void write(Path folder, boolean down, int train, int test) throws IOException {
        Files.createDirectories(folder);
        write(folder, "train", down, train, 1);
        write(folder, "t10k", down, test, 2);
    }

    private static void write(Path folder, String part, boolean down, int count, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        try (DataOutputStream images =
                        new DataOutputStream(Files.newOutputStream(folder.resolve(part + "-images-idx3-ubyte")));
                DataOutputStream labels =
                        new DataOutputStream(Files.newOutputStream(folder.resolve(part + "-labels-idx1-ubyte")))) {
            images.writeInt(2051);
            images.writeInt(count);
            images.writeInt(SIDE);
            images.writeInt(SIDE);
            labels.writeInt(2049);
            labels.writeInt(count);
            for (int i = 0; i < count; i++) {
                int label = i % 10;
                labels.write(label);
                byte[] pixels = new byte[SIDE * SIDE];
                for (int p = 0; p < pixels.length; p++) {
                    int place = down ? p / SIDE : p % SIDE;
                    boolean bar = place >= 4 + 2 * label && place < 6 + 2 * label;
                    pixels[p] = (byte) (random.nextInt(60) + (bar ? 190 : 0));
                }
                images.write(pixels);
            }
        }
    }
}
