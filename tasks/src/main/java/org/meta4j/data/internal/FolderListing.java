package org.meta4j.data.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.meta4j.data.DataException;

/**
 * Which images belong to which class, before anything is decoded.
 *
 * @param where for messages, such as {@code folder parts} or {@code zip parts.zip}
 * @param source the folder, zip or table
 * @param classes at least two, sorted by name
 * @param ignoredFiles files beside the images that are none by their extension, and images that are in no class
 */
public record FolderListing(String where, Path source, List<ClassFiles> classes, int ignoredFiles) {
    /**
     * One class.
     *
     * @param group see {@link org.meta4j.tasks.LabelledExamples.ClassInfo#group()}
     * @param files its images, at least one, sorted by name
     */
    public record ClassFiles(String name, String group, List<SourceFile> files) {}

    /**
     * Takes each folder in a folder for a class, with all images below it.
     *
     * @throws DataException if there is nothing to learn from
     */
    static FolderListing of(String where, SourceFolder root) {
        List<ClassFiles> classes = new ArrayList<>();
        for (SourceFolder folder : root.folders()) {
            List<SourceFile> images = folder.allImages();
            if (images.isEmpty()) {
                throw new DataException("class folder " + folder.path() + " has no " + ImageFormat.NAMES
                        + " images: add images or remove it");
            }
            classes.add(new ClassFiles(folder.name(), root.name(), images));
        }
        requireTwo(where, root);
        Names.requireClasses(classes.stream().map(ClassFiles::name).toList(), where);
        return new FolderListing(
                where,
                root.path(),
                List.copyOf(classes),
                root.allOthers() + root.images().size());
    }

    /** The last part of a path, also of {@code .} and {@code folder/}. */
    public static String name(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** Images in all classes. */
    public int count() {
        return classes.stream().mapToInt(c -> c.files().size()).sum();
    }

    private static void requireTwo(String where, SourceFolder root) {
        if (root.folders().isEmpty()) {
            String found = root.others() > 0 ? " has no images" : " is empty";
            throw new DataException(where + (root.images().isEmpty() ? found : " has images but no classes") + ": "
                    + ImageSource.WANTED);
        }
        if (root.folders().size() == 1) {
            SourceFolder only = root.folders().get(0);
            boolean deeper = only.images().isEmpty() && only.folders().size() > 1;
            throw new DataException(where + " has one class only, '" + only.name() + "': add a sub-folder of images for"
                    + " each of at least 2 classes"
                    + (deeper ? ", or give " + only.path() + ", whose sub-folders are the classes then" : ""));
        }
    }
}
