package org.meta4j.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerScriptsTest {
    private static final Path SOURCES = Path.of("peers");

    @TempDir
    private Path folder;

    @Test
    void everyScriptIsCarriedAlongAsItIs() throws IOException {
        PeerScripts.unpack(folder);
        // Over those that are there.
        PeerScripts.unpack(folder);
        try (Stream<Path> sources = Files.list(SOURCES)) {
            assertThat(sources.map(Path::getFileName)
                            .map(Path::toString)
                            .filter(name -> name.matches(".*\\.(py|sh|txt)")))
                    .containsExactlyInAnyOrderElementsOf(PeerScripts.NAMES);
        }
        for (String name : PeerScripts.NAMES) {
            assertThat(folder.resolve(name)).hasSameBinaryContentAs(SOURCES.resolve(name));
        }
    }
}
