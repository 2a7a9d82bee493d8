package org.meta4j.app.cli;

import org.jspecify.annotations.Nullable;

/** The option {@code --threads}. */
public final class Threads {
    private Threads() {}

    /**
     * As many threads as were wished, or as there are cores.
     *
     * @throws UsageException if fewer than 1 were wished
     */
    public static int of(@Nullable Integer wished) {
        check(wished);
        return wished == null ? Runtime.getRuntime().availableProcessors() : wished;
    }

    /** @throws UsageException if fewer than 1 were wished */
    public static void check(@Nullable Integer wished) {
        if (wished != null && wished < 1) {
            throw new UsageException("threads must be at least 1, but was " + wished);
        }
    }
}
