package org.meta4j.app.predict;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meta4j.data.DataException;
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
    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

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
        if (!Files.isDirectory(named)) {
            return List.of(named);
        }
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(
                    named, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor(named, found));
        } catch (IOException e) {
            throw new DataException("folder " + named + " cannot be read (" + e + "): check its permissions", e);
        }
        if (found.isEmpty()) {
            throw new DataException(
                    "folder " + named
                            + " has no PNG, JPEG, GIF or BMP images, nor have its sub-folders: name images or a folder of them");
        }
        found.sort(null);
        return found;
    }

    /** Gathers images; leaves out what is hidden. */
    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Path> found;

        Visitor(Path root, List<Path> found) {
            this.root = root;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return hidden(folder) && !folder.equals(root) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            if (!hidden(file) && EXTENSIONS.contains(extension)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean hidden(Path path) {
            Path name = path.getFileName();
            return name != null
                    && (name.toString().startsWith(".") || name.toString().equals("__MACOSX"));
        }
    }
}
