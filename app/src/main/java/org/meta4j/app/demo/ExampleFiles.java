package org.meta4j.app.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.meta4j.learners.files.AtomicFiles;
import org.meta4j.tasks.LabelledExamples;

/**
 * Drawings as image files, so that {@code adapt} and {@code predict} can be tried at once: a folder for each of some
 * characters, and further drawings of them to recognise.
 *
 * @param supports folder with a sub-folder for each class
 * @param unknown folder of images to predict, each named after its class
 */
record ExampleFiles(Path supports, Path unknown) {
    private static final int CLASSES = 10;
    private static final int SUPPORTS = 5;
    private static final int QUERIES = 2;

    static ExampleFiles write(OneAlphabet alphabet, Path folder) {
        ExampleFiles files =
                new ExampleFiles(folder.resolve(alphabet.name()), folder.resolve(alphabet.name() + "-unknown"));
        List<LabelledExamples.ClassInfo> classes = alphabet.classes();
        for (int c = 0; c < Math.min(CLASSES, classes.size()); c++) {
            String name = classes.get(c).name();
            int shots = Math.min(SUPPORTS, classes.get(c).size() - 1);
            for (int i = 0; i < shots; i++) {
                write(files.supports.resolve(name), (i + 1) + ".png", alphabet, c, i);
            }
            for (int i = shots; i < Math.min(shots + QUERIES, classes.get(c).size()); i++) {
                write(files.unknown, name + "-" + (i + 1) + ".png", alphabet, c, i);
            }
        }
        return files;
    }

    /** Dark ink on white paper, as people scan it. */
    private static void write(Path folder, String name, LabelledExamples examples, int classIndex, int example) {
        int height = examples.shape().sizes().get(0);
        int width = examples.shape().sizes().get(1);
        float[] values = new float[examples.shape().length()];
        examples.read(classIndex, example, values, 0);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, 255 - Math.round(255 * values[y * width + x]));
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory cannot be encoded", e);
        }
        OutputFolder.make(folder);
        AtomicFiles.write(folder.resolve(name), png.toByteArray());
    }
}
