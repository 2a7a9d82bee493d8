package org.meta4j.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.meta4j.data.DataException;

/** What can be known of a file to be written before the work; the rest is found when it is written. */
public final class Writable {
    private Writable() {}

    /** @throws DataException if there is a folder in its place, or none that it could be in */
    public static void require(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            throw new DataException("cannot write " + file + ": it is a folder; name a file with -o");
        }
        Path parent = absolute.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new DataException("cannot write " + file + ": there is no folder " + parent + "; make it first");
        }
    }
}
