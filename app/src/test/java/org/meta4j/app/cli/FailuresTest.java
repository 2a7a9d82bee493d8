package org.meta4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.meta4j.data.DataException;
import picocli.CommandLine.Model.CommandSpec;

class FailuresTest {
    private final StringWriter err = new StringWriter();

    private int thrown(Throwable failure) {
        return new Failures(new PrintWriter(err), false)
                .thrown(failure, CommandSpec.create().name("test"));
    }

    @Test
    void whatTheUserCanMendIsOneLineWithoutATrace() {
        assertThat(thrown(new DataException("folder x is empty: add images"))).isEqualTo(1);
        assertThat(err).hasToString(String.format("meta4j: folder x is empty: add images%n"));
    }

    @Test
    void wrongUsePointsToTheHelp() {
        assertThat(thrown(new UsageException("ways must be at least 2, but was 1")))
                .isEqualTo(2);
        assertThat(err).hasToString(String.format("meta4j: ways must be at least 2, but was 1 (see 'test --help')%n"));
    }

    @Test
    void theUnexpectedIsOneLineThatSaysHowToLearnMore() {
        assertThat(thrown(new IllegalStateException("broken\n  in two"))).isEqualTo(1);
        assertThat(err)
                .hasToString(String.format(
                        "meta4j: unexpected IllegalStateException (broken in two): run with --debug for the stack"
                                + " trace%n"));
    }

    @Test
    void lackOfMemorySaysHowToHaveMore() {
        assertThat(thrown(new OutOfMemoryError("Java heap space"))).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("meta4j: out of memory: Java may use ")
                .contains("-Xmx")
                .doesNotContain("unexpected");
    }

    @Test
    void errorsOfTheFileSystemSayWhatHappened() {
        thrown(new UncheckedIOException(new NoSuchFileException("a/b.log")));
        thrown(new UncheckedIOException(new AccessDeniedException("c")));
        thrown(new UncheckedIOException(new IOException("No space left on device")));

        assertThat(err)
                .hasToString(String.format("meta4j: a/b.log: there is no such file or folder: check the name%n"
                        + "meta4j: c: permission denied%n"
                        + "meta4j: No space left on device%n"));
    }
}
