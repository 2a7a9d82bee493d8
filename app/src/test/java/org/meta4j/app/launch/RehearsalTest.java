package org.meta4j.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RehearsalTest {
    /** In a JVM of its own: it writes to the process's standard output. */
    @Test
    void everyShortCommandIsRehearsedWithSuccessAndNothingIsLeftBehind(@TempDir Path folder) throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Rehearsal.class.getName())
                .redirectError(folder.resolve("err").toFile())
                .start();
        List<String> said;
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            said = out.lines().toList();
        }
        assertThat(process.waitFor()).isZero();
        assertThat(folder.resolve("err")).isEmptyFile();
        assertThat(said.stream().filter(line -> line.startsWith("Learned 2 classes from 4 images")))
                .as("one adapted task for each family of methods")
                .hasSize(2);
        assertThat(said.stream().filter(line -> line.matches(".*class[01]/0\\.(png|jpg) +class[01] .*")))
                .as("a prediction for each image and family")
                .hasSize(8);
        assertThat(said.stream().filter(line -> line.startsWith("[{\"file\":"))).hasSize(2);
        assertThat(said).anyMatch(line -> line.startsWith("Usage: meta4j predict"));
        assertThat(said).anyMatch(line -> line.startsWith("maml: "));
        assertThat(temporary).isEmptyDirectory();
    }
}
