package org.meta4j.data.internal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One image file of a folder, a zip or a table.
 *
 * @param path to show it by; of an entry of a zip, the zip's path and the entry's name
 * @param name to tell it from the others of its class: its path below the class, with slashes
 * @param content what reads it
 */
public record SourceFile(Path path, String name, Content content) {
    /** Bytes above which a file is refused before it is read. */
    static final long MAX_BYTES = 256L << 20;

    /** Reads a file as a whole. What is thrown has a reason that can stand in brackets behind the file's name. */
    interface Content {
        /** Bytes, not more than {@link #MAX_BYTES}. */
        long size() throws IOException;

        byte[] read() throws IOException;
    }

    /** A file on the disk. */
    public static SourceFile of(Path file, String name) {
        return new SourceFile(file, name, new DiskContent(file));
    }

    /** The same with its path below a class's sub-folder. */
    SourceFile below(String folder) {
        return new SourceFile(path, folder + "/" + name, content);
    }

    static long requireSize(long bytes) throws IOException {
        if (bytes > MAX_BYTES) {
            throw new IOException(bytes + " bytes are more than the limit of " + MAX_BYTES);
        }
        return bytes;
    }
}
