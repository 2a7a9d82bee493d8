package org.meta4j.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartedTest {
    @TempDir
    private Path folder;

    @Test
    void theCheckoutsScriptStartsItAgainAndOtherwiseJavaDoes() throws IOException {
        Path jar = folder.resolve("target/run/it's.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
        assertThat(Started.command(jar, Path.of("/jdk")))
                .contains("'/jdk/bin/java' -jar '" + jar.toString().replace("'", "'\\''") + "'");
        assertThat(Started.words(jar, Path.of("/jdk")).orElseThrow())
                .containsExactly("/jdk/bin/java", "-jar", jar.toString());
        Path script = Files.createFile(folder.resolve("meta4j"));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(Started.command(jar, Path.of("/jdk"))).contains("'" + script + "'");
        assertThat(Started.words(jar, Path.of("/jdk")).orElseThrow()).containsExactly(script.toString());
        assertThat(Started.command(folder, Path.of("/jdk")))
                .as("a folder of classes")
                .isEmpty();
    }
}
