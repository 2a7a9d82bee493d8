package org.meta4j.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.app.TinyImages;
import org.meta4j.data.DataException;

@Timeout(120)
class RunLockTest {
    @TempDir
    private Path temporary;

    private Path images;
    private Path run;

    @BeforeEach
    void drawImages() {
        images = TinyImages.write(temporary);
        run = temporary.resolve("run");
    }

    private Cli train() {
        return Cli.line("train --method protonet --data folder:" + images + " --ways 3 --network mlp --filters 8"
                + " --iterations 4 --validation-tasks 0 --quiet --out " + run);
    }

    private Cli resume() {
        return Cli.line("train --resume --quiet --out " + run);
    }

    /** What a training in another process does: holds the folder, and is killed in the end. */
    private void whileHeldByAnotherProcess(Runnable attempt) throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        run.toString())
                .redirectErrorStream(true)
                .start();
        try {
            BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
            assertThat(said.readLine()).isEqualTo("locked");
            attempt.run();
        } finally {
            holder.destroyForcibly();
        }
        holder.waitFor();
    }

    private void assertRefused(Cli cli) {
        assertThat(cli)
                .isEqualTo(new Cli(
                        1,
                        "",
                        String.format(
                                "meta4j: another training is at work in %s: wait until it has ended, or choose another"
                                        + " --out%n",
                                run)));
    }

    @Test
    void aSecondTrainingInTheSameFolderIsRefusedAndOneThatWasKilledLeavesNoLock() throws Exception {
        whileHeldByAnotherProcess(() -> {
            assertRefused(train());
            assertThat(run.toFile().list()).containsExactly(RunLock.NAME);
        });
        Cli begun = train();
        assertThat(begun.code()).as(begun.err()).isZero();
    }

    @Test
    void aRunIsNotGoneOnWithWhileItIsGoingOn() throws Exception {
        assertThat(train().code()).isZero();
        byte[] before = Files.readAllBytes(run.resolve("checkpoints/last.safetensors"));
        whileHeldByAnotherProcess(() -> assertRefused(resume()));
        assertThat(run.resolve("checkpoints/last.safetensors")).hasBinaryContent(before);
        Cli resumed = resume();
        assertThat(resumed.code()).as(resumed.err()).isZero();
    }

    @Test
    void aProcessDoesNotShareAFolderWithItselfUntilItIsDone() {
        try (RunLock first = RunLock.take(run)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> RunLock.take(run))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("another training is at work in " + run);
        }
        RunLock.take(run).close();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> RunLock.take(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("cannot write " + file + ": ");
    }
}
