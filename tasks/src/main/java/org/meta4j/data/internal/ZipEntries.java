package org.meta4j.data.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.meta4j.data.DataException;

/** The entries of a zip, unpacked in memory. */
public final class ZipEntries {
    private static final int MAX_ENTRY_BYTES = 1 << 20;
    private static final long MAX_BYTES = 512L << 20;

    private ZipEntries() {}

    /**
     * Unpacks the entries with the wanted names.
     *
     * @return content by name, sorted by name
     * @throws DataException if it is no whole zip, or an entry unpacks to more than a megabyte, or all of them to more
     *     than half a gigabyte
     */
    public static SortedMap<String, byte[]> read(Path file, Predicate<String> wanted) {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        long total = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory() && wanted.test(entry.getName())) {
                    byte[] bytes = bytes(zip, entry);
                    total += bytes.length;
                    if (total > MAX_BYTES) {
                        throw new IOException("it unpacks to more than " + MAX_BYTES + " bytes");
                    }
                    entries.put(entry.getName(), bytes);
                }
            }
        } catch (ZipException e) {
            throw new DataException(file + " is not a complete zip file (" + e.getMessage() + "): fetch it again", e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read (" + e.getMessage() + ")", e);
        }
        return entries;
    }

    /** The entry of a name, which must be there. */
    static byte[] required(Path file, Map<String, byte[]> entries, String name) {
        byte[] bytes = entries.get(name);
        if (bytes == null) {
            throw new DataException(file + " has no entry " + name + ": fetch it again");
        }
        return bytes;
    }

    private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MAX_ENTRY_BYTES + 1);
            if (bytes.length > MAX_ENTRY_BYTES) {
                throw new IOException(
                        "entry " + entry.getName() + " unpacks to more than " + MAX_ENTRY_BYTES + " bytes");
            }
            return bytes;
        }
    }
}
