package org.meta4j.app.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Whether a standard stream is a terminal, which Java tells of all three together only. */
final class Terminals {
    private Terminals() {}

    /** @param descriptor 1 for standard output, 2 for standard error */
    static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            if (Files.isSymbolicLink(link)) {
                // The target is only read, not followed: a container may not have it.
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException e) {
            return false;
        }
        return consoleIsTerminal();
    }

    /** From JDK 22 on there is a console even where there is no terminal, and a method that tells. */
    private static boolean consoleIsTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Columns of the terminal; 80 if it does not tell. */
    static int width() {
        // It asks the operating system, once, as no class of the JDK does.
        return new UsageMessageSpec().autoWidth(true).width();
    }
}
