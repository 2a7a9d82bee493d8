package org.meta4j.learners.files;

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

    /** The file, as the caller named it. */
    public String source() {
        return source;
    }
}
