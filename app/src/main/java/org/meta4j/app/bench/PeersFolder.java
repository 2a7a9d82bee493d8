package org.meta4j.app.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.data.Caches;

/**
 * The virtual environment of the Python peers.
 *
 * @param path the folder
 * @param own whether it is ours to make; one that somebody named and made is taken as it is
 */
record PeersFolder(Path path, boolean own) {
    /** Environment variable that names another folder. */
    static final String VARIABLE = "META4J_PEERS";

    /** Written by the set-up at its end. */
    private static final String READY = "ready";

    /** The folder that was named by an option, or by {@value #VARIABLE}, or else {@code peers} beside our caches. */
    static PeersFolder of(@Nullable Path named, Map<String, String> environment, Path caches) {
        String variable = environment.getOrDefault(VARIABLE, "");
        if (named != null || !variable.isBlank()) {
            Path path = named != null ? named : Path.of(variable);
            return new PeersFolder(path.toAbsolutePath(), !Files.exists(path));
        }
        return new PeersFolder(caches.resolve("peers").toAbsolutePath(), true);
    }

    /** As {@link #of} with this process's environment. */
    static PeersFolder of(@Nullable Path named) {
        return of(named, System.getenv(), Caches.defaultFolder());
    }

    /** Its Python if it can be used; empty if it has to be set up. */
    Optional<Path> usablePython() {
        Path python = path.resolve("bin").resolve("python");
        boolean complete = !own || Files.exists(path.resolve(READY));
        return complete && Files.isExecutable(python) ? Optional.of(python) : Optional.empty();
    }

    /** A Python that may have NumPy. */
    static String python() {
        return of(null).usablePython().map(Path::toString).orElse("python3");
    }
}
