package org.meta4j.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Made-up files in the format IDX. */
final class TinyIdx {
    private TinyIdx() {}

    /** Two images of 2×3 pixels: 0 to 5 and 6 to 11. */
    static byte[] images(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(16 + count * 6)
                .putInt(2051)
                .putInt(count)
                .putInt(2)
                .putInt(3);
        for (int i = 0; i < count * 6; i++) {
            bytes.put((byte) i);
        }
        return bytes.array();
    }

    static byte[] labels(int... labels) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length).putInt(2049).putInt(labels.length);
        for (int label : labels) {
            bytes.put((byte) label);
        }
        return bytes.array();
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Four files: 5 training images of the labels 1, 0, 1, 7, 0 and 2 test images of 7, 1; images packed. */
    static Path folder(Path folder) {
        write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(images(5)));
        write(folder.resolve("train-labels-idx1-ubyte"), labels(1, 0, 1, 7, 0));
        write(folder.resolve("t10k-images-idx3-ubyte.gz"), gzip(images(2)));
        write(folder.resolve("t10k-labels-idx1-ubyte"), labels(7, 1));
        return folder;
    }

    static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
