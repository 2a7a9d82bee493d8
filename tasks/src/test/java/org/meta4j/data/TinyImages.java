package org.meta4j.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Draws small images for tests. */
final class TinyImages {
    private TinyImages() {}

    /** A filled square of one colour in the middle of paper of another. */
    static BufferedImage square(int side, int paper, int ink) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean inside = Math.min(x, y) >= side / 4 && Math.max(x, y) < side - side / 4;
                image.setRGB(x, y, inside ? ink : paper);
            }
        }
        return image;
    }

    static byte[] encoded(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes black ink on white paper. The format is the file's extension. */
    static Path write(Path file) {
        String name = file.getFileName().toString();
        return write(file, encoded(square(16, 0xffffff, 0), name.substring(name.lastIndexOf('.') + 1)));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of the given classes with some PNGs each. */
    static Path folder(Path folder, int imagesEach, String... classes) {
        for (String name : classes) {
            for (int i = 0; i < imagesEach; i++) {
                write(folder.resolve(name).resolve(i + ".png"));
            }
        }
        return folder;
    }
}
