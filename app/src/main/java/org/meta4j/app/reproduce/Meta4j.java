package org.meta4j.app.reproduce;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** This program once more, in a process of its own: what befalls one training does not befall the next. */
@FunctionalInterface
interface Meta4j {
    /**
     * @param code exit code
     * @param out what it wrote to standard output
     */
    record Ended(int code, String out) {}

    /** Runs it with these words; its standard error is ours. */
    Ended run(List<String> words);

    /** @param program words that start the program */
    static Meta4j started(List<String> program) {
        return words -> {
            List<String> line = new ArrayList<>(program);
            line.addAll(words);
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectInput(nothing());
            try {
                return ended(builder.start());
            } catch (IOException e) {
                throw new UncheckedIOException(program.get(0) + " could not be started", e);
            }
        };
    }

    private static Ended ended(Process child) throws IOException {
        // A child that is asked to stop writes its checkpoint first.
        Thread hook = new Thread(
                () -> {
                    child.destroy();
                    child.onExit().join();
                },
                "meta4j-stop-child");
        Runtime.getRuntime().addShutdownHook(hook);
        String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = child.onExit().join().exitValue();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This JVM is being stopped, and the hook is at work.
        }
        return new Ended(code, out);
    }

    private static ProcessBuilder.Redirect nothing() {
        return ProcessBuilder.Redirect.from(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null"));
    }
}
