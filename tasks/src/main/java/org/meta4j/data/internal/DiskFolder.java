package org.meta4j.data.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.meta4j.data.DataException;

/** Lists a folder on the disk with all that is below it. Symbolic links are followed, except in a circle. */
final class DiskFolder {
    private final Path root;
    private final Deque<Object> above = new ArrayDeque<>();
    private int entries;

    private DiskFolder(Path root) {
        this.root = root;
    }

    /** @throws DataException if it cannot be listed, or is so large or deep that it must be the wrong one */
    static SourceFolder list(Path folder) {
        return new DiskFolder(folder).list(folder, 0);
    }

    private SourceFolder list(Path folder, int depth) {
        requireDepth(root, depth);
        Object key = key(folder);
        if (above.contains(key)) {
            throw new DataException(
                    "folder " + folder + " is a symbolic link to a folder that it lies in: remove the link");
        }
        above.push(key);
        List<SourceFolder> folders = new ArrayList<>();
        List<SourceFile> images = new ArrayList<>();
        int others = 0;
        for (Path entry : entries(folder)) {
            String name = entry.getFileName().toString();
            if (Files.isDirectory(entry)) {
                SourceFolder inside = list(entry, depth + 1);
                boolean misnamed =
                        ImageFormat.isNamed(name) && inside.allImages().isEmpty();
                if (misnamed && depth > 0) {
                    // Reading it will fail and name it.
                    images.add(SourceFile.of(entry, name));
                } else {
                    folders.add(inside);
                }
            } else if (ImageFormat.isNamed(name)) {
                images.add(SourceFile.of(entry, name));
            } else {
                others++;
            }
        }
        above.pop();
        return new SourceFolder(folder, FolderListing.name(folder), folders, images, others);
    }

    private List<Path> entries(Path folder) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                entries++;
                requireCount(root, entries);
                if (!SourceFolder.isLitter(entry.getFileName().toString()) && !Files.isHidden(entry)) {
                    found.add(entry);
                }
            }
        } catch (AccessDeniedException e) {
            throw new DataException("folder " + folder + " cannot be read (no permission): change its permissions", e);
        } catch (IOException e) {
            throw new DataException("folder " + folder + " cannot be read (" + e + "): check its permissions", e);
        }
        return found;
    }

    static void requireCount(Path source, int entries) {
        if (entries > SourceFolder.MAX_ENTRIES) {
            throw new DataException(source + " has more than " + SourceFolder.MAX_ENTRIES
                    + " files and folders: give the folder that has the classes, or fewer images");
        }
    }

    static void requireDepth(Path source, int depth) {
        if (depth > SourceFolder.MAX_DEPTH) {
            throw new DataException(source + " has folders more than " + SourceFolder.MAX_DEPTH
                    + " deep: give the folder that has the classes");
        }
    }

    /** What tells a folder from others whatever the path to it. */
    private static Object key(Path folder) {
        try {
            Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
            return key != null ? key : folder.toRealPath();
        } catch (AccessDeniedException e) {
            throw new DataException("folder " + folder + " cannot be read (no permission): change its permissions", e);
        } catch (IOException e) {
            throw new DataException("folder " + folder + " cannot be read (" + e + "): check its permissions", e);
        }
    }
}
