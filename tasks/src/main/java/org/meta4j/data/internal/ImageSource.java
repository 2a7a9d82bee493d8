package org.meta4j.data.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meta4j.data.DataException;

/**
 * Labelled images as people have them: a folder, a zip of one, or a table that names files and labels. Images can be
 * read until it is closed.
 */
public final class ImageSource implements AutoCloseable {
    /** What should have been given. */
    static final String WANTED = "give a folder with one sub-folder of images for each class";

    private final String where;
    private final SortedMap<String, FolderListing> parts;
    private final Optional<FolderListing> whole;
    private final @Nullable ZipFolder zip;

    private ImageSource(
            String where,
            SortedMap<String, FolderListing> parts,
            Optional<FolderListing> whole,
            @Nullable ZipFolder zip) {
        this.where = where;
        this.parts = parts;
        this.whole = whole;
        this.zip = zip;
    }

    /** @throws DataException if there is nothing to learn from, or something to beware of */
    public static ImageSource open(Path path) {
        if (Files.isDirectory(path)) {
            return of("folder " + path, DiskFolder.list(path), null);
        }
        if (!Files.exists(path)) {
            throw new DataException("folder " + path + " does not exist: " + WANTED);
        }
        if (!Files.isRegularFile(path)) {
            throw new DataException(path + " is neither a folder nor a regular file: " + WANTED);
        }
        String name = FolderListing.name(path).toLowerCase(Locale.ROOT);
        String head = head(path);
        if (name.endsWith(".zip") || head.startsWith("PK\3\4") || head.startsWith("PK\5\6")) {
            return zip(path);
        }
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return table(path);
        }
        throw new DataException(path + " is a file: " + WANTED + ", a zip of such a folder, or a CSV file with the"
                + " columns file and label");
    }

    /** For messages, such as {@code folder parts} or {@code zip parts.zip}. */
    public String where() {
        return where;
    }

    /** Whether the split comes with the data. */
    public boolean isDivided() {
        return whole.isEmpty();
    }

    /** Parts by name, see {@link GivenParts}; empty if it is not divided. */
    public SortedMap<String, FolderListing> parts() {
        return parts;
    }

    /** @throws DataException if it is divided */
    public FolderListing classes() {
        return whole.orElseThrow(() -> new DataException(where + " is divided into " + String.join(", ", parts.keySet())
                + ", but classes that are not divided are needed here: give one part alone"));
    }

    /**
     * All images in a folder and below it, sorted by path.
     *
     * @throws DataException if it cannot be listed, or there are none
     */
    public static List<Path> files(Path folder) {
        List<Path> files = DiskFolder.list(folder).allImages().stream()
                .map(SourceFile::path)
                .sorted()
                .toList();
        if (files.isEmpty()) {
            throw new DataException("folder " + folder + " has no " + ImageFormat.NAMES
                    + " images, nor have its sub-folders: name images or a folder of them");
        }
        return files;
    }

    @Override
    public void close() {
        if (zip != null) {
            zip.close();
        }
    }

    private static ImageSource of(String where, SourceFolder root, @Nullable ZipFolder zip) {
        SortedMap<String, SourceFolder> given = GivenParts.of(where, root);
        SortedMap<String, FolderListing> parts = new TreeMap<>();
        given.forEach((part, folder) -> parts.put(part, FolderListing.of("folder " + folder.path(), folder)));
        return new ImageSource(
                where, parts, given.isEmpty() ? Optional.of(FolderListing.of(where, root)) : Optional.empty(), zip);
    }

    private static ImageSource zip(Path path) {
        ZipFolder zip = ZipFolder.open(path, path.toFile().length());
        try {
            SourceFolder root = zip.root();
            // A zip of a folder often has that folder in it, and the classes within.
            while (root.images().isEmpty()
                    && root.folders().size() == 1
                    && root.folders().get(0).images().isEmpty()
                    && !root.folders().get(0).folders().isEmpty()) {
                root = root.folders().get(0);
            }
            return of("zip " + path, root, zip);
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static ImageSource table(Path path) {
        ImageTable table = ImageTable.read(path);
        return new ImageSource("table " + path, table.parts(), table.whole(), null);
    }

    private static String head(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
        } catch (AccessDeniedException e) {
            throw new DataException(path + " cannot be read (no permission): change its permissions", e);
        } catch (IOException e) {
            throw new DataException(path + " cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
