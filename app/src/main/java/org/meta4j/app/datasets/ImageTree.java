package org.meta4j.app.datasets;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.meta4j.data.DataException;

/**
 * The image files under a folder, sorted by path. The folder that an image lies in is its class; a folder around that is
 * the class's group. Hidden files are left out, and no folder is entered twice, whatever links there are.
 */
final class ImageTree {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff");
    private static final int MAX_DEPTH = 16;

    private final List<Image> images = new ArrayList<>();
    private final Set<Path> entered = new HashSet<>();

    /**
     * An image.
     *
     * @param file its path
     * @param label path of its folder from the root, with {@code /}; empty for an image beside the classes
     */
    record Image(Path file, String label) {
        /** The folder around the class; empty if there is none. */
        String group() {
            int slash = label.lastIndexOf('/');
            return slash < 0 ? "" : label.substring(0, slash);
        }

        /** The first folder on the way from the root. */
        String top() {
            int slash = label.indexOf('/');
            return slash < 0 ? label : label.substring(0, slash);
        }
    }

    private ImageTree() {}

    /** @throws DataException if a folder cannot be read */
    static List<Image> of(Path root) {
        ImageTree tree = new ImageTree();
        tree.enter(root, "", 0);
        return List.copyOf(tree.images);
    }

    private void enter(Path folder, String label, int depth) {
        List<Path> entries = new ArrayList<>();
        try {
            if (depth > MAX_DEPTH || !entered.add(folder.toRealPath())) {
                return;
            }
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(entries::add);
            }
        } catch (IOException e) {
            throw new DataException("folder " + folder + " cannot be read (" + e + "): check its permissions", e);
        }
        entries.sort(null);
        for (Path entry : entries) {
            String name = String.valueOf(entry.getFileName());
            if (name.startsWith(".") || name.equals("__MACOSX")) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                enter(entry, label.isEmpty() ? name : label + "/" + name, depth + 1);
            } else if (ENDINGS.contains(
                    name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))) {
                images.add(new Image(entry, label));
            }
        }
    }
}
