package org.meta4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of wrong inputs: one line that names the thing, what is wrong and the way out. */
class WrongInputTest {
    @TempDir
    private Path folder;

    static Stream<WrongInput> inputs() {
        return Stream.of(WrongFolders.all(), WrongImages.all(), WrongZips.all(), WrongTables.all())
                .flatMap(List::stream);
    }

    /** The limit of time is there to find what hangs. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    @Timeout(60)
    void aWrongInputIsRefusedInOneLine(WrongInput input) throws Exception {
        Path given = input.made().in(folder);
        Throwable thrown = catchThrowable(() -> input.use().accept(given));

        String size = Files.isRegularFile(given) ? String.valueOf(Files.size(given)) : "";
        assertThat(thrown).isInstanceOf(DataException.class);
        assertThat(thrown.getMessage())
                .isEqualTo(input.message().replace("{}", folder.toString()).replace("BYTES", size));
        assertThat(thrown.getMessage().chars()).noneMatch(Character::isISOControl);
    }

    @AfterEach
    void whatWasForbiddenCanBeDeleted() throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(Files::isDirectory).toList()) {
                if (!Files.isReadable(entry)) {
                    Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rwx------"));
                }
            }
        }
    }
}
