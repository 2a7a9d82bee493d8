package org.meta4j.app.predict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meta4j.data.DataException;
import org.meta4j.data.ImageFolder;
import org.meta4j.data.ImageReader;
import org.meta4j.data.Ink;
import org.meta4j.tasks.ExampleShape;

/**
 * Images to predict, all of them read.
 *
 * @param files as the user named them, or below a folder that the user named
 * @param inputs all images in one array
 * @param bad why images were left out, a line each
 */
record QueryImages(List<Path> files, float[] inputs, List<String> bad) {
    /** Starting more threads costs more than decoding so few. */
    private static final int FEW = 16;

    /**
     * @param skipBad whether to leave out images that cannot be read instead of refusing all
     * @throws DataException if a file or folder does not exist, a folder has no images, or an image cannot be read
     */
    static QueryImages read(List<Path> named, ExampleShape shape, Ink ink, boolean skipBad) {
        List<Path> files = new ArrayList<>();
        named.forEach(path -> files.addAll(expand(path)));
        float[][] images = new float[files.size()][];
        @Nullable String[] problems = new String[files.size()];
        IntStream numbers = IntStream.range(0, files.size());
        (files.size() > FEW ? numbers.parallel() : numbers).forEach(i -> {
            try {
                images[i] = ImageReader.read(files.get(i), shape, ink);
            } catch (DataException e) {
                problems[i] = e.getMessage();
            }
        });
        List<String> bad = new ArrayList<>();
        Arrays.stream(problems).filter(problem -> problem != null).forEach(bad::add);
        if (!bad.isEmpty() && (!skipBad || bad.size() == files.size())) {
            throw new DataException(bad.get(0)
                    + (bad.size() > 1 ? ", nor can " + (bad.size() - 1) + " more" : "")
                    + (skipBad ? ": no image is left" : ": replace or remove it, or use --skip-bad"));
        }
        return gather(files, images, shape.length(), bad);
    }

    private static QueryImages gather(List<Path> files, float[][] images, int length, List<String> bad) {
        List<Path> good = new ArrayList<>();
        float[] inputs = new float[Math.multiplyExact(files.size() - bad.size(), length)];
        for (int i = 0; i < images.length; i++) {
            if (images[i] != null) {
                System.arraycopy(images[i], 0, inputs, good.size() * length, length);
                good.add(files.get(i));
            }
        }
        return new QueryImages(good, inputs, bad);
    }

    private static List<Path> expand(Path named) {
        return Files.isDirectory(named) ? ImageFolder.files(named) : List.of(named);
    }
}
