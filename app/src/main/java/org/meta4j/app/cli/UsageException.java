package org.meta4j.app.cli;

import java.util.function.Supplier;

/** What was typed makes no sense, whatever the data are: exit code {@value ExitCodes#WRONG_USE}. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message one line: what, where, the limit, the way out */
    public UsageException(String message) {
        super(message);
    }

    private UsageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Makes a value of what was typed; what the value's own checks refuse is wrong use. */
    public static <T> T check(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
