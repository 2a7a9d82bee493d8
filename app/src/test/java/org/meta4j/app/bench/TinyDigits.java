package org.meta4j.app.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Files like MNIST's, of noise: there is nothing to learn, but all is computed. */
final class TinyDigits {
    private static final int SIDE = 28;

    private TinyDigits() {}

    /** Writes 30 training and 12 test images of so many classes. */
    static void write(Path folder, int classes) throws IOException {
        write(folder, classes, 30);
    }

    /** Writes so many training and 12 test images of so many classes. */
    static void write(Path folder, int classes, int training) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        write(folder, "train", training, classes, random);
        write(folder, "t10k", 12, classes, random);
    }

    private static void write(Path folder, String part, int count, int classes, SplittableRandom random)
            throws IOException {
        ByteBuffer images = ByteBuffer.allocate(16 + count * SIDE * SIDE);
        images.putInt(2051).putInt(count).putInt(SIDE).putInt(SIDE);
        byte[] pixels = new byte[count * SIDE * SIDE];
        random.nextBytes(pixels);
        images.put(pixels);
        ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(2049).putInt(count);
        for (int i = 0; i < count; i++) {
            labels.put((byte) (i % classes));
        }
        Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
    }
}
