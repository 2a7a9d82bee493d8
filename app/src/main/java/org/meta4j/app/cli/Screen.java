package org.meta4j.app.cli;

import java.util.function.LongSupplier;

/**
 * Lines on standard error and, on a terminal, one line of status below them that is written over. To be used by
 * several threads.
 */
public final class Screen {
    /** A status line is written this often at most, in nanoseconds: five times a second. */
    private static final long LEAST_DISTANCE = 200_000_000;

    private static final int LEAST_BAR = 8;
    private static final int MOST_BAR = 24;

    private final Streams streams;
    private final boolean quiet;
    private final LongSupplier nanos;
    private final int width;
    private int statusLength;
    private long statusAt;

    /** @param quiet whether nothing is to be shown */
    public Screen(Streams streams, boolean quiet) {
        this(streams, quiet, System::nanoTime, streams.errIsTerminal() && !quiet ? Terminals.width() : 0);
    }

    /**
     * @param nanos a clock
     * @param width columns of the terminal
     */
    Screen(Streams streams, boolean quiet, LongSupplier nanos, int width) {
        this.streams = streams;
        this.quiet = quiet;
        this.nanos = nanos;
        this.width = width;
        this.statusAt = nanos.getAsLong() - LEAST_DISTANCE;
    }

    /** Whether status lines are shown. */
    public boolean hasStatus() {
        return streams.errIsTerminal() && !quiet;
    }

    /** Shows a line that stays. */
    public synchronized void line(String text) {
        if (!quiet) {
            clear();
            streams.err().println(text);
            streams.err().flush();
        }
    }

    /**
     * Shows a bar and text behind it in place of the last ones, on a terminal, and if that is not too soon.
     *
     * @param progress between 0 and 1
     */
    public synchronized void status(double progress, String text) {
        long now = nanos.getAsLong();
        if (!hasStatus() || now - statusAt < LEAST_DISTANCE) {
            return;
        }
        statusAt = now;
        // A line that reaches the last column may go on in the next, where nothing writes over it.
        int room = width - text.length() - 2;
        String whole = bar(progress, Math.max(LEAST_BAR, Math.min(MOST_BAR, room))) + " " + text;
        String line = whole.substring(0, Math.max(0, Math.min(whole.length(), width - 1)));
        write(line, Math.max(0, statusLength - line.length()));
        statusLength = line.length();
    }

    /** Removes the status line. */
    public synchronized void clear() {
        if (statusLength > 0) {
            write("", statusLength);
            streams.err().print('\r');
            streams.err().flush();
            statusLength = 0;
        }
    }

    /** With spaces over the rest of a longer line, as not every terminal knows how to erase. */
    private void write(String line, int spaces) {
        streams.err().print("\r" + line + " ".repeat(spaces));
        streams.err().flush();
    }

    private String bar(double progress, int length) {
        int full = (int) Math.floor(Math.max(0, Math.min(1, progress)) * length);
        return (streams.unicode() ? "█" : "#").repeat(full) + (streams.unicode() ? "░" : "-").repeat(length - full);
    }
}
