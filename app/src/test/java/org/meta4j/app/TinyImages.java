package org.meta4j.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.meta4j.data.drawn.DrawnAlphabets;
import org.meta4j.data.drawn.DrawnAlphabetsSettings;
import org.meta4j.tasks.LabelledExamples;

/** A folder of images that is small enough to be read in a moment. */
public final class TinyImages {
    public static final int CLASSES = 12;
    public static final int IMAGES = 8;

    private TinyImages() {}

    /** Writes 12 classes of 8 drawings each, dark on bright, to {@code parent/symbols}. */
    public static Path write(Path parent) {
        return write(parent.resolve("symbols"), CLASSES, 0);
    }

    /** Writes so many classes, of a seed, to a folder. */
    public static Path write(Path folder, int classes, long seed) {
        DrawnAlphabetsSettings settings = DrawnAlphabetsSettings.DEFAULT
                .withAlphabets(1)
                .withCharactersPerAlphabet(classes)
                .withDrawingsPerCharacter(IMAGES);
        LabelledExamples drawn = DrawnAlphabets.generate(settings, seed);
        int size = settings.size();
        float[] values = new float[drawn.shape().length()];
        try {
            for (int c = 0; c < classes; c++) {
                Path folderOfClass = folder.resolve(String.format("c%02d", c));
                Files.createDirectories(folderOfClass);
                for (int i = 0; i < IMAGES; i++) {
                    drawn.read(c, i, values, 0);
                    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
                    for (int p = 0; p < values.length; p++) {
                        image.getRaster().setSample(p % size, p / size, 0, 255 - Math.round(255 * values[p]));
                    }
                    ImageIO.write(
                            image, "png", folderOfClass.resolve(i + ".png").toFile());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
