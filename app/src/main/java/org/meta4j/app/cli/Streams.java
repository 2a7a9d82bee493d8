package org.meta4j.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/**
 * Where a command writes: results to {@code out}, everything else to {@code err}.
 *
 * @param out standard output
 * @param err standard error
 * @param outIsTerminal whether a person reads {@code out}: results may have colours
 * @param errIsTerminal whether a person reads {@code err}: a line there may be written over
 * @param unicode whether {@code err} can show characters outside ASCII
 */
public record Streams(PrintWriter out, PrintWriter err, boolean outIsTerminal, boolean errIsTerminal, boolean unicode) {
    /** Two writers that no person watches, such as a test's. */
    public static Streams of(PrintWriter out, PrintWriter err) {
        return new Streams(out, err, false, false, true);
    }

    /**
     * Those of this process. What goes to a terminal is in the terminal's encoding, what goes to a file or a program
     * in UTF-8: JSON has no other encoding.
     */
    public static Streams standard() {
        boolean out = Terminals.isTerminal(1);
        boolean err = Terminals.isTerminal(2);
        Charset errCharset = err ? terminalCharset() : StandardCharsets.UTF_8;
        return new Streams(
                writer(FileDescriptor.out, out ? terminalCharset() : StandardCharsets.UTF_8),
                writer(FileDescriptor.err, errCharset),
                out,
                err,
                errCharset.newEncoder().canEncode('█'));
    }

    private static PrintWriter writer(FileDescriptor descriptor, Charset charset) {
        return new Outlet(new FileOutputStream(descriptor), charset);
    }

    /**
     * Why the results did not all reach {@code out}, as one line with a way out. Empty if they did, and if who reads
     * them has gone away: that is for the reader to decide.
     */
    public Optional<String> unwritten() {
        if (!out.checkError()) {
            return Optional.empty();
        }
        Optional<IOException> failure = out instanceof Outlet outlet ? outlet.failure() : Optional.empty();
        if (failure.filter(Outlet::isClosedPipe).isPresent()) {
            return Optional.empty();
        }
        return Optional.of("standard output could not be written"
                + failure.map(e -> " (" + e.getMessage() + ")").orElse("")
                + ": the result is not complete; make room, or redirect it elsewhere");
    }

    private static Charset terminalCharset() {
        // The first is there from JDK 19 on, the second before.
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", ""));
        try {
            return name.isEmpty() ? Charset.defaultCharset() : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Charset.defaultCharset();
        }
    }
}
