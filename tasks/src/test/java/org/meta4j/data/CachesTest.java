package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CachesTest {
    @Test
    void theVariableNamesTheFolderAndHomeIsTheDefault() {
        assertThat(Caches.folder(Map.of("META4J_CACHE", "there"), "home")).isEqualTo(Path.of("there"));
        assertThat(Caches.folder(Map.of("META4J_CACHE", " "), "home")).isEqualTo(Path.of("home/.cache/meta4j"));
        assertThat(Caches.folder(Map.of(), "home")).isEqualTo(Path.of("home/.cache/meta4j"));
    }
}
