package org.meta4j.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.app.TinyImages;
import org.meta4j.learners.files.JsonLines;
import org.meta4j.learners.training.Checkpoint;

/** Runs that end before their time, in processes of their own, come to the same tensors as runs that do not. */
@DisabledOnOs(OS.WINDOWS)
class KilledRunTest {
    private static final int ITERATIONS = 40;

    @TempDir
    private static Path temporary;

    private static Path images;
    private static Path whole;

    @BeforeAll
    static void trainWithoutInterruption() {
        images = TinyImages.write(temporary);
        whole = temporary.resolve("whole");
        Cli cli = Cli.run(words(whole).toArray(String[]::new));
        assertThat(cli.code()).as(cli.err()).isZero();
    }

    /** Checkpoints and validations at different iterations, so that a kill falls between them. */
    private static List<String> words(Path run) {
        return new ArrayList<>(List.of(
                ("train --method protonet --ways 3 --training-ways 3 --filters 4 --validate-every 9 --validation-tasks 3"
                                + " --checkpoint-every 7 --seed 5 --threads 1 --iterations " + ITERATIONS
                                + " --data folder:" + images + " --out " + run)
                        .split(" ")));
    }

    private static Process start(Path run) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName()));
        command.addAll(words(run));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Reads what the child prints until it has validated after that iteration. */
    private static void awaitValidation(Process child, int iteration, StringBuilder seen) throws IOException {
        BufferedReader reader = child.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            seen.append(line).append('\n');
            if (line.startsWith("iteration " + iteration + ": validation")) {
                return;
            }
        }
        throw new AssertionError("the child ended before iteration " + iteration + ":\n" + seen);
    }

    private static void resume(Path run) {
        Cli cli = Cli.line("train --resume --threads 2 --out " + run);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err()).contains("resumed after iteration ");
        SameTensors.assertSameCheckpoints(run, whole);
        assertThat(iterations(run)).isEqualTo(iterations(whole));
    }

    private static List<Integer> iterations(Path run) {
        return JsonLines.read(run.resolve("metrics.jsonl")).stream()
                .map(line -> line.get("iteration").intValue())
                .toList();
    }

    @Test
    void aRunThatWasKilledOutrightAndResumedHasTheTensorsOfOneThatWasNot() throws Exception {
        Path run = temporary.resolve("killed");
        Process child = start(run);
        try {
            awaitValidation(child, 18, new StringBuilder());
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Checkpoint.read(run.resolve("checkpoints/last.safetensors"))
                        .state()
                        .iteration())
                .isBetween(14L, ITERATIONS - 1L);
        assertThat(run.resolve("model.safetensors")).exists();

        resume(run);
    }

    @Test
    void aRunThatWasAskedToEndWritesACheckpointSaysHowToGoOnAndEndsWithTheSignalsCode() throws Exception {
        // A shell's background jobs are deaf to Ctrl-C, and so are their children.
        assumeFalse(isDeaf(), "this process ignores SIGINT, and so would the run: start the tests in the foreground");
        Path run = temporary.resolve("terminated");
        Process child = start(run);
        StringBuilder seen = new StringBuilder();
        try {
            awaitValidation(child, 9, seen);
            // Ctrl-C; Process.destroy would be the other signal.
            assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(child.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            for (String line : child.inputReader(StandardCharsets.UTF_8).lines().toList()) {
                seen.append(line).append('\n');
            }
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.exitValue()).as(seen.toString()).isEqualTo(130);
        assertThat(seen.toString())
                .containsPattern(
                        "meta4j: interrupted after iteration \\d+; go on with: meta4j train --resume --out " + run);
        try (var files = Files.walk(run)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith("-tmp"));
        }

        resume(run);
    }

    /** Where the system tells which signals are ignored: bit 1 is SIGINT's. */
    private static boolean isDeaf() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
