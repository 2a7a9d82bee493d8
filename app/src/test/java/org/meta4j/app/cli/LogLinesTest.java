package org.meta4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final System.Logger log = new LogLines(() -> err).getLogger("org.meta4j.test", null);

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aWarningIsOneShortLine() {
        log.log(Level.WARNING, "kernels in plain Java");

        assertThat(written()).isEqualTo(String.format("meta4j: warning: kernels in plain Java%n"));
    }

    @Test
    void whatIsNoWarningIsLeftOut() {
        log.log(Level.INFO, "nothing of note");

        assertThat(written()).isEmpty();
    }

    @Test
    void parametersAndCausesAreInTheLine() {
        log.log(Level.WARNING, "cannot write {0}", "it's");
        log.log(Level.ERROR, "no cache", new IOException("disk full"));

        assertThat(written())
                .isEqualTo(String.format("meta4j: warning: cannot write it's%n"
                        + "meta4j: error: no cache (java.io.IOException: disk full)%n"));
    }

    @Test
    void theProgramsLoggersAreThese() {
        assertThat(System.getLogger("org.meta4j.engine").getClass().getName()).startsWith(LogLines.class.getName());
    }
}
