package org.meta4j.compress.internal;

/** Packed numbers that nobody packed so. */
public final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedException(String problem) {
        super(problem);
    }
}
