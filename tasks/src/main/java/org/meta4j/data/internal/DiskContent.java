package org.meta4j.data.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A file on the disk. */
record DiskContent(Path file) implements SourceFile.Content {
    @Override
    public long size() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new IOException("it is a folder");
            }
            if (!attributes.isRegularFile()) {
                // A pipe or a device may go on for ever.
                throw new IOException("it is no regular file");
            }
            return SourceFile.requireSize(attributes.size());
        } catch (FileSystemException e) {
            throw explained(e);
        }
    }

    @Override
    public byte[] read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) SourceFile.MAX_BYTES + 1);
            SourceFile.requireSize(bytes.length);
            return bytes;
        } catch (FileSystemException e) {
            throw explained(e);
        }
    }

    private IOException explained(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return new IOException(
                    Files.isSymbolicLink(file) ? "a symbolic link that leads nowhere" : "no such file", e);
        }
        if (e instanceof AccessDeniedException) {
            return new IOException("no permission to read it", e);
        }
        return new IOException(Files.isSymbolicLink(file) ? "a symbolic link that leads to itself" : reason(e), e);
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? "it cannot be read" : e.getReason();
    }
}
