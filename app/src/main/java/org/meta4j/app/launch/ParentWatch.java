package org.meta4j.app.launch;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Ends a relaunched JVM when the JVM that started it is gone, even where that was killed outright. */
final class ParentWatch {
    /** System property of the child: the process id of its parent. */
    static final String PROPERTY = "meta4j.parent";

    /** The exit code of a process that was asked to terminate, by the shells' convention 128 + 15. */
    private static final int TERMINATED = 143;

    private ParentWatch() {}

    /** Starts to watch where this JVM is a relaunched one; otherwise does nothing. */
    static void start() {
        Optional.ofNullable(System.getProperty(PROPERTY)).map(Long::valueOf).ifPresent(ParentWatch::watch);
    }

    private static void watch(long parent) {
        CompletableFuture<?> end = ProcessHandle.of(parent)
                .<CompletableFuture<?>>map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        // In a thread of its own: exit waits for shutdown hooks, and those may wait for the thread that calls this.
        Thread thread = new Thread(
                () -> {
                    end.join();
                    System.exit(TERMINATED);
                },
                "meta4j-parent-watch");
        thread.setDaemon(true);
        thread.start();
    }
}
