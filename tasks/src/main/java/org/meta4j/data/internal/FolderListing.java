package org.meta4j.data.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.meta4j.data.DataException;

/**
 * What a folder of images holds, before anything is decoded.
 *
 * @param folder the folder
 * @param classes its sub-folders, sorted by name
 * @param ignoredFiles files beside the images that are none by their extension
 */
public record FolderListing(Path folder, List<ClassFolder> classes, int ignoredFiles) {
    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "gif", "bmp");
    private static final Comparator<Path> BY_NAME = (a, b) -> Arrays.compare(codePoints(a), codePoints(b));

    /** One class: its name and its images, at least one, sorted by name. */
    public record ClassFolder(String name, List<Path> files) {}

    /** @throws DataException if there is nothing to learn from */
    public static FolderListing of(Path folder) {
        List<Path> entries = entries(folder);
        List<ClassFolder> classes = new ArrayList<>();
        int ignored = 0;
        int strayImages = 0;
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                List<Path> inside = entries(entry);
                List<Path> images =
                        inside.stream().filter(FolderListing::isImage).toList();
                if (images.isEmpty()) {
                    throw new DataException("class folder " + entry + " has no PNG, JPEG, GIF or BMP images"
                            + (inside.stream().anyMatch(Files::isDirectory)
                                    ? ", but sub-folders: give a folder whose sub-folders hold images"
                                    : ": add images or remove it"));
                }
                ignored += (int) inside.stream().filter(Files::isRegularFile).count() - images.size();
                classes.add(new ClassFolder(name(entry), images));
            } else if (isImage(entry)) {
                strayImages++;
            }
        }
        requireTwo(folder, classes, strayImages);
        return new FolderListing(folder, List.copyOf(classes), ignored);
    }

    /** Sub-folders that are not hidden, sorted by name. */
    public static List<Path> subFolders(Path folder) {
        return entries(folder).stream().filter(Files::isDirectory).toList();
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

    private static void requireTwo(Path folder, List<ClassFolder> classes, int strayImages) {
        if (classes.isEmpty()) {
            throw new DataException("folder " + folder + (strayImages == 0 ? " is empty" : " has images but no classes")
                    + ": give a folder with one sub-folder of images for each class");
        }
        if (classes.size() == 1) {
            throw new DataException("folder " + folder + " has one class only, '"
                    + classes.get(0).name() + "': add a sub-folder of images for each of at least 2 classes");
        }
    }

    private static List<Path> entries(Path folder) {
        if (!Files.exists(folder)) {
            throw new DataException(
                    "folder " + folder + " does not exist: give a folder with one sub-folder of images for each class");
        }
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder + " is a file: give a folder with one sub-folder of images for each class");
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                if (!name(entry).startsWith(".") && !name(entry).equals("__MACOSX") && !Files.isHidden(entry)) {
                    entries.add(entry);
                }
            }
        } catch (IOException e) {
            throw new DataException("folder " + folder + " cannot be read (" + e + "): check its permissions", e);
        }
        entries.sort(BY_NAME);
        return entries;
    }

    private static boolean isImage(Path file) {
        String name = name(file);
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return EXTENSIONS.contains(extension) && !Files.isDirectory(file);
    }

    private static int[] codePoints(Path path) {
        return name(path).codePoints().toArray();
    }
}
