package org.meta4j.app.cli;

import java.io.PrintStream;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the library logs, as one line each on standard error, in the manner of the program's own messages: the
 * platform's logger would write two, with a date and the name of a class. Warnings and errors alone are written.
 */
public final class LogLines extends System.LoggerFinder {
    private final Supplier<PrintStream> err;

    /** To standard error. */
    public LogLines() {
        this(() -> System.err);
    }

    LogLines(Supplier<PrintStream> err) {
        this.err = err;
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Line(name, err);
    }

    private record Line(String name, Supplier<PrintStream> err) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level != Level.OFF && level.getSeverity() >= Level.WARNING.getSeverity();
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            if (isLoggable(level)) {
                err.get()
                        .println("meta4j: " + level.name().toLowerCase(Locale.ROOT) + ": " + message
                                + (thrown == null ? "" : " (" + thrown + ")"));
            }
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... params) {
            if (isLoggable(level)) {
                boolean plain = format == null || params == null || params.length == 0;
                log(level, bundle, plain ? format : MessageFormat.format(format, params), (Throwable) null);
            }
        }
    }
}
