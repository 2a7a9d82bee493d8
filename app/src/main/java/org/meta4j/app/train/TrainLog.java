package org.meta4j.app.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.meta4j.app.cli.Screen;

/** Lines for the user, on the screen and, with the time, in {@code train.log}. */
final class TrainLog implements AutoCloseable {
    private final Screen screen;
    private final Writer file;

    TrainLog(Screen screen, Path file) {
        this.screen = screen;
        try {
            this.file = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Screen screen() {
        return screen;
    }

    /** A line for both. */
    void line(String text) {
        screen.line(text);
        file(text);
    }

    /** A line for the file alone. */
    void file(String text) {
        try {
            file.write(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + text + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
