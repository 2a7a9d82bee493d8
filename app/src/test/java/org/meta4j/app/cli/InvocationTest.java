package org.meta4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class InvocationTest {
    @TempDir
    private Path folder;

    @Test
    void whereNothingIsKnownTheProgramHasItsName() {
        assertThat(Invocation.hint((String) null, "predict", Path.of("a.task.safetensors"), "IMAGE…"))
                .isEqualTo("meta4j predict a.task.safetensors IMAGE…");
        assertThat(Invocation.hint("", "demo")).isEqualTo("meta4j demo");
    }

    @Test
    void theProgramIsCalledAgainAsItWasCalled() throws IOException {
        Path script = Files.createFile(folder.resolve("meta4j"));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(Invocation.hint(script.toString(), "demo")).isEqualTo(script + " demo");
        assertThat(Invocation.hint("meta4j", "demo")).isEqualTo("meta4j demo");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Invocation.hint(script.toString(), "demo")).isEqualTo("sh " + script + " demo");
    }

    /** A shell takes the words apart again. */
    @Test
    void wordsThatAShellWouldTakeApartAreQuoted() throws IOException, InterruptedException {
        String hint = Invocation.hint("printf", "%s\\n", "my photos", "it's $HOME", "*", "ünï/cødé.png");
        Process shell =
                new ProcessBuilder("sh", "-c", hint).redirectErrorStream(true).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines())
                .containsExactly("my photos", "it's $HOME", "*", "ünï/cødé.png");
        assertThat(shell.waitFor()).isZero();
    }
}
