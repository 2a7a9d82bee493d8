package org.meta4j.data;

import java.nio.file.Path;
import java.util.Map;

/** Where files that can be made again are kept. */
public final class Caches {
    /** Environment variable that names another folder. */
    public static final String VARIABLE = "META4J_CACHE";

    private Caches() {}

    /** The folder named by {@value #VARIABLE}; without it, {@code .cache/meta4j} in the user's home. */
    public static Path defaultFolder() {
        return folder(System.getenv(), System.getProperty("user.home", "."));
    }

    static Path folder(Map<String, String> environment, String home) {
        String named = environment.getOrDefault(VARIABLE, "");
        return named.isBlank() ? Path.of(home, ".cache", "meta4j") : Path.of(named);
    }
}
