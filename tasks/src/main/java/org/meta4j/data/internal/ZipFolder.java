package org.meta4j.data.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.meta4j.data.DataException;

/** A zip, listed as if it were unpacked. Nothing is written to the disk; images are unpacked one by one. */
final class ZipFolder implements AutoCloseable {
    private static final String CLASSES = "give a zip with one folder of images for each class";

    /** Images hardly shrink: what unpacks to so many times its size, and to more than this many bytes, is a bomb. */
    private static final long BOMB_RATIO = 200;

    private static final long BOMB_BYTES = 256L << 20;

    private final Path path;
    private final ZipFile zip;
    private final SourceFolder root;

    private ZipFolder(Path path, ZipFile zip) throws IOException {
        this.path = path;
        this.zip = zip;
        root = list();
    }

    /** @throws DataException if it is no zip that can be read, or one made to do harm */
    static ZipFolder open(Path path, long bytes) {
        if (bytes == 0) {
            throw new DataException("zip " + path + " has 0 bytes: " + CLASSES);
        }
        try {
            return listed(path, StandardCharsets.UTF_8);
        } catch (ZipException e) {
            throw new DataException("zip " + path + explained(String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new DataException(
                    "zip " + path + " cannot be read (" + e.getMessage() + "): check its permissions", e);
        }
    }

    SourceFolder root() {
        return root;
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new DataException("zip " + path + " cannot be closed (" + e.getMessage() + ")", e);
        }
    }

    private static ZipFolder listed(Path path, Charset names) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile(), names);
        } catch (ZipException e) {
            // Names of old zips are in the alphabet of the first PCs.
            boolean other = String.valueOf(e.getMessage()).contains("bad entry name") && Charset.isSupported("IBM437");
            if (!other || names.equals(Charset.forName("IBM437"))) {
                throw e;
            }
            return listed(path, Charset.forName("IBM437"));
        }
        try {
            return new ZipFolder(path, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static String explained(String reason) {
        if (reason.contains("encrypted")) {
            return " is encrypted: unpack it with its password and give the folder";
        }
        if (reason.contains("compression method")) {
            return " is compressed in a way that Java cannot read: unpack it and give the folder";
        }
        return " is damaged or not whole (" + reason + "): make or fetch it again";
    }

    /** Folders while they are gathered. */
    private static final class Folder {
        private final SortedMap<String, Folder> folders = new TreeMap<>(SourceFolder.BY_NAME);
        private final List<SourceFile> images = new ArrayList<>();
        private int others;

        SourceFolder done(Path path, String name) {
            List<SourceFolder> inside = new ArrayList<>();
            folders.forEach((child, folder) -> inside.add(folder.done(path.resolve(child), child)));
            return new SourceFolder(path, name, inside, images, others);
        }
    }

    private SourceFolder list() {
        DiskFolder.requireCount(path, zip.size());
        Folder top = new Folder();
        Set<String> seen = new HashSet<>();
        long unpacked = 0;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            unpacked += Math.max(0, entry.getSize());
            List<String> parts = parts(entry.getName());
            if (!parts.isEmpty() && !seen.add(String.join("/", parts)) && !entry.isDirectory()) {
                throw new DataException(
                        "zip " + path + " has the entry '" + entry.getName() + "' twice: make it again");
            }
            if (parts.stream().noneMatch(SourceFolder::isLitter)) {
                add(top, parts, entry);
            }
        }
        if (unpacked > BOMB_BYTES && unpacked / BOMB_RATIO > path.toFile().length()) {
            throw new DataException(
                    "zip " + path + " would unpack from " + path.toFile().length() + " to " + unpacked
                            + " bytes, which no images do: make it again from the images alone");
        }
        return top.done(path, FolderListing.name(path));
    }

    private void add(Folder top, List<String> parts, ZipEntry entry) {
        DiskFolder.requireDepth(path, parts.size() - 1);
        Folder folder = top;
        for (String part : entry.isDirectory() ? parts : parts.subList(0, parts.size() - 1)) {
            folder = folder.folders.computeIfAbsent(part, name -> new Folder());
        }
        if (entry.isDirectory()) {
            return;
        }
        String name = parts.get(parts.size() - 1);
        if (ImageFormat.isNamed(name)) {
            Path shown = path;
            for (String part : parts) {
                shown = shown.resolve(part);
            }
            folder.images.add(new SourceFile(shown, name, new EntryContent(zip, entry)));
        } else {
            folder.others++;
        }
    }

    /** The folders and the file that an entry's name stands for; some programs write backslashes. */
    private List<String> parts(String entry) {
        String name = entry.replace('\\', '/');
        List<String> parts = Arrays.stream(name.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
        boolean absolute = name.startsWith("/") || name.matches("[A-Za-z]:.*");
        if (absolute || parts.contains("..")) {
            throw new DataException("zip " + path + " has the entry '" + Names.shown(entry)
                    + "', which leads out of it: make it again with names below its own folder");
        }
        Names.requirePrintable(parts, "zip " + path);
        return parts;
    }

    /** An entry, unpacked when it is read. */
    private record EntryContent(ZipFile zip, ZipEntry entry) implements SourceFile.Content {
        @Override
        public long size() throws IOException {
            return SourceFile.requireSize(entry.getSize());
        }

        @Override
        public byte[] read() throws IOException {
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] bytes = in.readNBytes((int) size() + 1);
                CRC32 crc = new CRC32();
                crc.update(bytes);
                if (bytes.length != entry.getSize() || crc.getValue() != entry.getCrc()) {
                    throw new IOException("the zip's entry is damaged");
                }
                return bytes;
            } catch (ZipException e) {
                throw new IOException("the zip's entry is damaged", e);
            }
        }
    }
}
