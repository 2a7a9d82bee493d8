package org.meta4j.app.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.meta4j.data.DataException;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

/** The image files of a folder. */
record FolderFiles(List<ImageTree.Image> images, List<ClassInfo> classes, Path out) implements Listing {
    static FolderFiles of(Path folder, Path out) {
        List<ImageTree.Image> images = ImageTree.of(folder).stream()
                .filter(image -> !image.label().isEmpty())
                .toList();
        if (images.isEmpty()) {
            throw new DataException(
                    "folder " + folder + " has no images in folders: give a folder with one folder of images a class");
        }
        Map<String, ClassInfo> classes = new TreeMap<>();
        for (ImageTree.Image image : images) {
            classes.merge(
                    image.label(),
                    new ClassInfo(image.label(), image.group(), image.label(), 1),
                    (a, b) -> new ClassInfo(a.name(), a.group(), a.origin(), a.size() + b.size()));
        }
        return new FolderFiles(images, List.copyOf(classes.values()), out);
    }

    @Override
    public void write(Path file, Map<String, String> parts) {
        boolean grouped = classes.stream().anyMatch(info -> !info.group().isEmpty());
        List<List<String>> rows = new ArrayList<>();
        rows.add(grouped ? List.of("file", "label", "split", "group") : List.of("file", "label", "split"));
        for (ImageTree.Image image : images) {
            String part = Objects.requireNonNull(parts.get(image.label()));
            String path = relative(image.file());
            rows.add(grouped ? List.of(path, image.label(), part, image.group()) : List.of(path, image.label(), part));
        }
        CsvFiles.write(file, ',', rows);
    }

    /** From the CSV's own folder, with {@code /}, so that both can be moved together. */
    private String relative(Path image) {
        Path base = Objects.requireNonNull(out.toAbsolutePath().normalize().getParent());
        Path absolute = image.toAbsolutePath().normalize();
        boolean sameDrive = Objects.equals(base.getRoot(), absolute.getRoot());
        Path path = sameDrive ? base.relativize(absolute) : absolute;
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
