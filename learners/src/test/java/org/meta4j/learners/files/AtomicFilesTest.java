package org.meta4j.learners.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path folder;

    @Test
    void aFileIsMadeAndReplacedAndNothingElseStays() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFiles.writeString(file, "first, and longer");
        AtomicFiles.writeString(file, "zweite Ω");
        assertThat(file).hasContent("zweite Ω");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void aFailureInTheMiddleLeavesTheOldFileAndNoTemporaryOne() throws IOException {
        Path file = folder.resolve("a.txt");
        Files.writeString(file, "old");
        assertThat(fault(() -> AtomicFiles.write(file, out -> {
                    out.write(new byte[100_000]);
                    assertThat(names()).as("written beside the old file").hasSize(2);
                    throw new IOException("No space left on device");
                })))
                .contains(file.toString(), "the disk is full");
        assertThatThrownBy(() -> AtomicFiles.write(file, out -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void aFullDiskIsSaidSo() {
        assumeTrue(Files.exists(FULL), "this platform has no /dev/full");
        assertThat(fault(() -> AtomicFiles.writeString(FULL, "text"))).contains("/dev/full", "the disk is full");
        assertThat(fault(() -> SampleModel.write(FULL))).contains("/dev/full", "the disk is full");
        assertThat(Files.isRegularFile(FULL))
                .as("the device was replaced by a file")
                .isFalse();
    }

    @Test
    void placesThatCannotBeWrittenAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        assertThat(fault(() -> AtomicFiles.writeString(file.resolve("below"), "x")))
                .contains("a.txt is not a folder");
        assertThat(fault(() -> AtomicFiles.writeString(folder.resolve("no/file"), "x")))
                .contains("there is no folder", "make it first");
        assertThat(fault(() -> AtomicFiles.writeString(folder, "x"))).contains("it is a folder");
        assertThat(file).hasContent("old");
    }

    /** Of the folders that Linux makes up, the one that every process may read. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatTakesNoFilesIsSaidSo() {
        Path file = Path.of("/proc/x.task");
        assertThat(fault(() -> AtomicFiles.writeString(file, "x")))
                .isEqualTo("cannot write /proc/x.task: its folder takes no new files: choose another folder");
    }

    @Test
    void aFolderWithoutPermissionIsSaidSo() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeTrue(!Files.isWritable(closed), "the superuser may write everywhere");
        assertThat(fault(() -> AtomicFiles.writeString(closed.resolve("x"), "x")))
                .contains("permission denied");
    }

    @Test
    void aSymbolicLinkStaysAndItsFileIsReplaced() throws IOException {
        Path real =
                Files.writeString(Files.createDirectory(folder.resolve("real")).resolve("a.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        AtomicFiles.writeString(link, "new");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(real).hasContent("new");
    }

    @Test
    void aNewFileHasTheRightsThatAnyNewFileHas() throws IOException {
        Path usual = Files.createFile(folder.resolve("usual"));
        Path atomic = folder.resolve("atomic");
        AtomicFiles.writeString(atomic, "x");
        assertThat(Files.getPosixFilePermissions(atomic)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void anInterruptedThreadStillWritesItsCheckpoint() {
        Path file = folder.resolve("checkpoint");
        Thread.currentThread().interrupt();
        try {
            SampleModel.write(file);
        } finally {
            assertThat(Thread.interrupted())
                    .as("the interrupt is still to be seen")
                    .isTrue();
        }
        assertThat(Documents.read(file).content()).isEqualTo(SampleModel.content());
    }

    @Test
    void leftoversOfAKilledProgramAreRemovedAndNothingElse() throws IOException {
        Files.createFile(folder.resolve(".123-1.meta4j-tmp"));
        Files.createFile(folder.resolve("mine.tmp"));
        Files.createFile(folder.resolve(".hidden"));
        AtomicFiles.removeLeftovers(folder);
        assertThat(names()).containsExactly(".hidden", "mine.tmp");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    static String fault(ThrowingCallable write) {
        FileWriteException fault = catchThrowableOfType(FileWriteException.class, write);
        assertThat(fault).as("the exception").isNotNull();
        assertThat(fault.getMessage()).doesNotContain("\n").doesNotContain("meta4j-tmp");
        return fault.getMessage();
    }
}
