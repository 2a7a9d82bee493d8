package org.meta4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.meta4j.app.Main;

/** What becomes of results that standard output does not take. */
class UnwrittenOutputTest {
    private final StringWriter err = new StringWriter();

    /** A stream that takes so many bytes, and then fails for a reason. */
    private static OutputStream failing(int room, String reason) {
        return new OutputStream() {
            private int taken;

            @Override
            public void write(int b) throws IOException {
                if (taken++ >= room) {
                    throw new IOException(reason);
                }
            }
        };
    }

    private int run(OutputStream out, String... args) {
        Streams streams = Streams.of(new Outlet(out, StandardCharsets.UTF_8), new PrintWriter(err));
        return Main.run(streams, args);
    }

    @Test
    void onAFullDiskTheCommandHasFailedAndSaysWhy() {
        assertThat(run(failing(10, "No space left on device"), "methods", "--json"))
                .isEqualTo(1);
        assertThat(err)
                .hasToString(String.format("meta4j: standard output could not be written (No space left on device):"
                        + " the result is not complete; make room, or redirect it elsewhere%n"));
    }

    @Test
    void theFirstReasonIsTheOneThatCounts() {
        OutputStream failsTwice = new OutputStream() {
            private int writes;

            @Override
            public void write(int b) throws IOException {
                throw new IOException("reason " + ++writes);
            }
        };
        assertThat(run(failsTwice, "methods")).isEqualTo(1);
        assertThat(err.toString()).contains("(reason 1)");
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() {
        assertThat(run(failing(10, "Broken pipe"), "methods")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aWriterThatKeepsItsReasonToItselfIsReportedWithoutOne() {
        PrintWriter silent = new PrintWriter(failing(0, "nobody knows"), false, StandardCharsets.UTF_8);
        assertThat(Main.run(Streams.of(silent, new PrintWriter(err)), "methods"))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("meta4j: standard output could not be written: the result");
    }

    @Test
    void aCommandThatFailedSaysOnlyWhyItFailed() {
        assertThat(run(failing(0, "No space left on device"), "eval", "no-such-folder"))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("meta4j: there is no model").hasLineCount(1);
    }

    @Test
    void whatIsWrittenWholeIsDone() {
        assertThat(run(OutputStream.nullOutputStream(), "methods", "--json")).isZero();
        assertThat(err.toString()).isEmpty();
    }
}
