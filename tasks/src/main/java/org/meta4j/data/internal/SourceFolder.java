package org.meta4j.data.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A folder on the disk or in a zip, without what is hidden and what operating systems leave behind.
 *
 * @param path to show it by
 * @param name its last part
 * @param folders in it, sorted by name
 * @param images in it, sorted by name
 * @param others files that are no images by their name
 */
record SourceFolder(Path path, String name, List<SourceFolder> folders, List<SourceFile> images, int others) {
    /** Files and folders above which a folder is refused, so that a wrong one is noticed within seconds. */
    static final int MAX_ENTRIES = 1_000_000;

    /** Folders within folders above which a folder is refused. */
    static final int MAX_DEPTH = 60;

    /** By code points, so that the order is the same on every machine. */
    static final Comparator<String> BY_NAME =
            (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    private static final Set<String> LITTER = Set.of(
            "__MACOSX",
            "Thumbs.db",
            "ehthumbs.db",
            "desktop.ini",
            "$RECYCLE.BIN",
            "System Volume Information",
            "@eaDir");

    SourceFolder {
        folders = folders.stream()
                .sorted((a, b) -> BY_NAME.compare(a.name, b.name))
                .toList();
        images = images.stream()
                .sorted((a, b) -> BY_NAME.compare(a.name(), b.name()))
                .toList();
    }

    /** Whether a file or folder is hidden, or litter of an operating system. */
    static boolean isLitter(String name) {
        return name.startsWith(".") || LITTER.contains(name);
    }

    /** All images in it and in its folders: its own first, then folder by folder. */
    List<SourceFile> allImages() {
        List<SourceFile> all = new ArrayList<>(images);
        for (SourceFolder folder : folders) {
            folder.allImages().forEach(image -> all.add(image.below(folder.name)));
        }
        return all;
    }

    /** Files that are no images by their name, here and in its folders. */
    int allOthers() {
        return others + folders.stream().mapToInt(SourceFolder::allOthers).sum();
    }
}
