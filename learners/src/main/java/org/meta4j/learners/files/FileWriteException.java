package org.meta4j.learners.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file cannot be written: no space, no permission, no such folder. The message is one line for the
 * person who named the file. What was there before is as it was.
 */
public final class FileWriteException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    FileWriteException(Path file, String problem) {
        this(file, problem, new IOException(problem));
    }

    private FileWriteException(Path file, String problem, IOException cause) {
        super("cannot write " + file + ": " + problem, cause);
    }

    static FileWriteException of(Path file, IOException cause) {
        return new FileWriteException(file, explain(cause), cause);
    }

    private static String explain(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied: choose another folder, or change the permissions of this one";
        }
        if (cause instanceof FileNotFoundException) {
            return "no such folder, a folder of this name, or no permission: choose another name";
        }
        if (cause instanceof NoSuchFileException) {
            // The folder was there a moment ago: it has gone, or is one that the system makes up, such as /proc.
            return "its folder takes no new files: choose another folder";
        }
        // A FileSystemException's message starts with the temporary file's name, which nobody asked for.
        @Nullable String reason = cause instanceof FileSystemException inFile ? inFile.getReason() : cause.getMessage();
        if (reason == null) {
            return "the system gives no reason (" + cause.getClass().getSimpleName() + "): choose another folder";
        }
        if (reason.contains("No space left") || reason.contains("not enough space")) {
            return "the disk is full (" + reason + "): free some space or choose another disk";
        }
        if (reason.contains("Read-only file system")) {
            return "the disk is read-only: choose another folder";
        }
        return reason;
    }
}
