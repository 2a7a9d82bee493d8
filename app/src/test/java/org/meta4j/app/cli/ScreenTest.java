package org.meta4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final long MILLISECOND = 1_000_000;

    private final StringWriter err = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    private Screen screen(boolean terminal, boolean quiet, int width) {
        PrintWriter writer = new PrintWriter(err);
        return new Screen(
                new Streams(new PrintWriter(new StringWriter()), writer, false, terminal, false),
                quiet,
                clock::get,
                width);
    }

    @Test
    void aStatusIsWrittenOverAndRemovedBeforeALine() {
        Screen screen = screen(true, false, 20);

        screen.status(0.5, "halfway");
        clock.addAndGet(200 * MILLISECOND);
        screen.status(1, "done");
        screen.line("a line");

        assertThat(err)
                .hasToString("\r#####------ halfway" + "\r############## done"
                        + "\r                   \r"
                        + String.format("a line%n"));
    }

    @Test
    void aShorterStatusCoversALongerOne() {
        Screen screen = screen(true, false, 40);

        screen.status(0, "a".repeat(30));
        clock.addAndGet(200 * MILLISECOND);
        screen.status(0, "b".repeat(12));

        assertThat(err)
                .hasToString("\r-------- " + "a".repeat(30) + "\r" + "-".repeat(24) + " " + "b".repeat(12) + "  ");
    }

    @Test
    void aStatusNeverReachesTheLastColumn() {
        Screen screen = screen(true, false, 20);

        screen.status(0, "x".repeat(50));

        assertThat(err).hasToString("\r-------- " + "x".repeat(10));
    }

    @Test
    void statusesThatComeTooSoonAreLeftOut() {
        Screen screen = screen(true, false, 20);

        screen.status(0, "first");
        clock.addAndGet(199 * MILLISECOND);
        screen.status(0, "second");
        clock.addAndGet(MILLISECOND);
        screen.status(0, "third");

        assertThat(err.toString()).contains("first", "third").doesNotContain("second");
    }

    @Test
    void whereNoPersonWatchesThereIsNoStatus() {
        Screen screen = screen(false, false, 0);

        screen.status(0.5, "halfway");
        screen.line("a line");
        screen.clear();

        assertThat(err).hasToString(String.format("a line%n"));
    }

    @Test
    void aQuietScreenShowsNothing() {
        Screen screen = screen(true, true, 20);

        screen.status(0.5, "halfway");
        screen.line("a line");
        screen.clear();

        assertThat(err.toString()).isEmpty();
    }
}
