package org.meta4j.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Facts of files that the user named. */
public final class FilePaths {
    private FilePaths() {}

    /** Whether two paths name the same place; no file has to be there. */
    public static boolean same(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    /** Bytes of a file. */
    public static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the size of " + file + " cannot be read", e);
        }
    }
}
