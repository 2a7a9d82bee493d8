package org.meta4j.learners.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file cannot be read: it is missing, damaged, or of another kind than the one needed. The message
 * is one line for the person who named the file: which file, what is wrong, what the limit is, and the
 * way out.
 */
public final class FileFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String source;

    /**
     * @param source the file, as the caller named it
     * @param problem what is wrong, with the value met and the bound
     */
    public FileFormatException(String source, String problem) {
        this(source, problem, null);
    }

    /**
     * @param source the file, as the caller named it
     * @param problem what is wrong, with the value met and the bound
     * @param cause what was thrown below, if anything
     */
    public FileFormatException(String source, String problem, @Nullable Throwable cause) {
        super(source + ": " + problem, cause);
        this.source = source;
    }

    /** What it means to the file's user that reading it failed below the level of its format. */
    static FileFormatException of(Path file, IOException cause) {
        return new FileFormatException(file.toString(), explain(file, cause), cause);
    }

    private static String explain(Path file, IOException cause) {
        if (Files.isDirectory(file)) {
            return "this is a folder: name the file inside it";
        }
        if (cause instanceof NoSuchFileException) {
            return "there is no such file: check the name and the folder";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied: make the file readable for you";
        }
        if (cause instanceof CharacterCodingException) {
            return "this is not text in UTF-8: give another file";
        }
        return "cannot be read: " + cause;
    }

    /** The file, as the caller named it. */
    public String source() {
        return source;
    }
}
