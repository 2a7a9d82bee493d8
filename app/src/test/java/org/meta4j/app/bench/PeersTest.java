package org.meta4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;

class PeersTest {
    @TempDir
    private Path folder;

    private Path program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void theFolderIsTheOneThatWasNamedFirst() {
        Map<String, String> environment = Map.of(PeersFolder.VARIABLE, "/by/variable");
        assertThat(PeersFolder.of(Path.of("/by/option"), environment, folder).path())
                .isEqualTo(Path.of("/by/option"));
        assertThat(PeersFolder.of(null, environment, folder).path()).isEqualTo(Path.of("/by/variable"));
        assertThat(PeersFolder.of(null, Map.of(), folder).path()).isEqualTo(folder.resolve("peers"));
    }

    @Test
    void anEnvironmentOfOurOwnIsUsedOnceItsSetUpWasDone() throws IOException {
        Path python = program("peers/bin/python", "");
        assertThat(PeersFolder.of(null, Map.of(), folder).usablePython()).isEmpty();
        Files.createFile(folder.resolve("peers/ready"));
        assertThat(PeersFolder.of(null, Map.of(), folder).usablePython()).contains(python);
    }

    @Test
    void anEnvironmentThatSomebodyMadeIsTakenAsItIs() throws IOException {
        Path python = program("theirs/bin/python", "");
        assertThat(PeersFolder.of(folder.resolve("theirs"), Map.of(), folder).usablePython())
                .contains(python);
    }

    @Test
    void theScriptsAreRunWithTheOptionsAndTheirStatusDecides() throws IOException {
        Path said = folder.resolve("said");
        program("theirs/bin/python", "ls \"$(dirname \"$1\")\" > " + said + "\necho \"$@\" >> " + said + "\nexit 1\n");
        Cli cli = Cli.line("bench peers --venv " + folder.resolve("theirs")
                + " --meta4j launcher --rows S1,O5 --threads 1,2 --rounds 2 --budget 20 --quick");
        assertThat(cli).isEqualTo(new Cli(1, "", ""));
        assertThat(said)
                .content()
                .contains("compare.py\n", "peer_jax.py\n", "setup.sh\n")
                .endsWith("compare.py --meta4j launcher --rows S1,O5 --threads 1,2 --rounds 2 --budget 20.0 --quick\n");
        Path script = Path.of(Files.readAllLines(said).stream()
                .filter(line -> line.contains("--meta4j"))
                .findAny()
                .orElseThrow()
                .split(" ")[0]);
        assertThat(script.getParent())
                .as("the scripts' folder, removed at the end")
                .doesNotExist();
    }
}
