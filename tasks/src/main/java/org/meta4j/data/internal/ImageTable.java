package org.meta4j.data.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.meta4j.data.DataException;
import org.meta4j.data.TextTable;

/**
 * A table of images: the columns {@code file}, a path below the table's folder, and {@code label}, and perhaps {@code
 * split} (train, validation or test) and {@code group} (of the class). Other columns are left alone.
 */
final class ImageTable {
    private static final long MAX_BYTES = 64L << 20;

    private final Path path;
    private final String where;
    private final TextTable table;
    private final SortedMap<String, SortedMap<String, List<SourceFile>>> parts = new TreeMap<>();
    private final Map<String, TextTable.Row> rowOfFile = new HashMap<>();
    private final Map<String, String> groups = new HashMap<>();

    private ImageTable(Path path, TextTable table) {
        this.path = path;
        where = "table " + path;
        this.table = table;
    }

    /** @throws DataException if it is no such table, or says two things of one file */
    static ImageTable read(Path path) {
        long bytes = path.toFile().length();
        if (bytes > MAX_BYTES) {
            throw new DataException(
                    "table " + path + " has " + bytes + " bytes, more than the limit of " + MAX_BYTES + ": divide it");
        }
        ImageTable images = new ImageTable(path, TextTable.read(path));
        images.table.rows().forEach(images::add);
        return images;
    }

    /** The classes, if there is no column {@code split}. */
    Optional<FolderListing> whole() {
        return column("split") < 0
                ? Optional.of(listing(where, Objects.requireNonNull(parts.get(""))))
                : Optional.empty();
    }

    /** The classes of each part, if there is a column {@code split}. */
    SortedMap<String, FolderListing> parts() {
        SortedMap<String, FolderListing> listings = new TreeMap<>();
        if (column("split") >= 0) {
            GivenParts.requireBoth(where, new ArrayList<>(parts.keySet()));
            parts.forEach((part, classes) -> listings.put(part, listing("part '" + part + "' of " + where, classes)));
        }
        return listings;
    }

    private FolderListing listing(String what, SortedMap<String, List<SourceFile>> files) {
        Names.requireClasses(List.copyOf(files.keySet()), what);
        if (files.size() == 1) {
            throw new DataException(
                    what + " has one class only, '" + files.firstKey() + "': add images of at least 2 classes");
        }
        List<FolderListing.ClassFiles> classes = new ArrayList<>();
        files.forEach((label, images) -> classes.add(new FolderListing.ClassFiles(
                label,
                groups.getOrDefault(label, FolderListing.name(path)),
                images.stream()
                        .sorted((a, b) -> SourceFolder.BY_NAME.compare(a.name(), b.name()))
                        .toList())));
        return new FolderListing(what, path, List.copyOf(classes), 0);
    }

    private void add(TextTable.Row row) {
        String file = cell(row, required("file"));
        String label = cell(row, required("label"));
        if (file.isEmpty() || label.isEmpty()) {
            throw wrong(row, " has no " + (file.isEmpty() ? "file" : "label") + ": fill it in or remove the line");
        }
        Path image = resolve(row, file);
        String key = image.toString();
        TextTable.Row other = rowOfFile.putIfAbsent(key, row);
        if (other != null) {
            String label1 = cell(other, required("label"));
            throw wrong(
                    row,
                    " gives the file '" + Names.shown(file) + "' "
                            + (label1.equals(label)
                                    ? "again, which line " + other.line() + " has"
                                    : "the label '" + label + "', but line " + other.line() + " the label '" + label1
                                            + "'")
                            + ": remove one");
        }
        addGroup(row, label);
        parts.computeIfAbsent(part(row), name -> new TreeMap<>(SourceFolder.BY_NAME))
                .computeIfAbsent(label, name -> new ArrayList<>())
                .add(new SourceFile(
                        image, file.replace('\\', '/'), new RowContent(new DiskContent(image), row.line())));
    }

    private void addGroup(TextTable.Row row, String label) {
        int column = column("group");
        if (column < 0) {
            return;
        }
        String group = cell(row, column);
        String other = groups.putIfAbsent(label, group);
        if (other != null && !other.equals(group)) {
            throw wrong(
                    row,
                    " puts label '" + label + "' into group '" + group + "', but an earlier line into '" + other
                            + "': a class is in one group only; rename the label in one of them");
        }
    }

    private String part(TextTable.Row row) {
        int column = column("split");
        if (column < 0) {
            return "";
        }
        String word = cell(row, column);
        return GivenParts.part(word)
                .orElseThrow(() ->
                        wrong(row, " has the split '" + Names.shown(word) + "': write train, validation or test"));
    }

    private Path resolve(TextTable.Row row, String file) {
        try {
            Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file is in a folder");
            Path shown = path.getParent();
            Path named = Path.of(file);
            // Written on Windows, perhaps.
            boolean slashes = file.indexOf('\\') >= 0 && !Files.exists(folder.resolve(named));
            Path relative = slashes ? Path.of(file.replace('\\', '/')) : named;
            boolean absolute = relative.isAbsolute() || file.startsWith("/") || file.matches("[A-Za-z]:[\\\\/].*");
            boolean leaves = false;
            for (Path part : relative) {
                leaves |= part.toString().equals("..");
            }
            if (absolute || leaves) {
                throw wrong(
                        row,
                        " names the file '" + Names.shown(file) + "', which "
                                + (absolute ? "is an absolute path" : "leads" + " out of the table's folder")
                                + ": name files below that folder");
            }
            return shown == null ? relative.normalize() : shown.resolve(relative.normalize());
        } catch (InvalidPathException e) {
            throw wrong(row, " names the file '" + Names.shown(file) + "', which is no path: correct it");
        }
    }

    private DataException wrong(TextTable.Row row, String what) {
        return new DataException(where + ", line " + row.line() + what);
    }

    private static String cell(TextTable.Row row, int column) {
        return row.cells().get(column).strip();
    }

    private int required(String name) {
        int column = column(name);
        if (column < 0) {
            throw new DataException(
                    where + " has no column '" + name + "' (it has " + Names.shown(String.join(", ", table.header()))
                            + "): the first line must name the columns file and label");
        }
        return column;
    }

    private int column(String name) {
        for (int i = 0; i < table.header().size(); i++) {
            if (table.header().get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** A file that a row names: what is wrong with it is said with the row's line. */
    private record RowContent(DiskContent file, long line) implements SourceFile.Content {
        @Override
        public long size() throws IOException {
            try {
                return file.size();
            } catch (IOException e) {
                throw new IOException(e.getMessage() + ", line " + line, e);
            }
        }

        @Override
        public byte[] read() throws IOException {
            return file.read();
        }
    }
}
