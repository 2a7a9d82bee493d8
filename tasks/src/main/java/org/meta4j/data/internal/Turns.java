package org.meta4j.data.internal;

import java.io.IOException;

/** Large things one at a time, whatever the number of threads, so that memory stays within bounds. */
final class Turns {
    private static final Object LARGE = new Object();

    private Turns() {}

    /** Work that may fail to read. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Does the work; if it is large, when no other large work is being done. May be nested. */
    static <T> T take(boolean large, Work<T> work) throws IOException {
        if (!large) {
            return work.run();
        }
        synchronized (LARGE) {
            return work.run();
        }
    }
}
