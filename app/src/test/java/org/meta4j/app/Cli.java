package org.meta4j.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.meta4j.app.cli.Streams;

/** Runs a command as a user does, and holds all that came of it. */
public record Cli(int code, String out, String err) {
    public static Cli run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(Streams.of(new PrintWriter(out), new PrintWriter(err)), args);
        return new Cli(code, out.toString(), err.toString());
    }

    /** Runs words that are separated by single spaces. */
    public static Cli line(String words) {
        return run(words.split(" "));
    }
}
