package org.meta4j.data;

/**
 * Data that cannot be used. The message is one line for the user: what, where, the limit, the way out.
 */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
