package org.meta4j.app.launch;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A second JVM like this one, with the Vector API's module added.
 *
 * <p>The two live and die together. The child has the parent's standard streams; from a terminal Ctrl-C reaches
 * it directly. A parent that is told to stop passes that on and waits until the child has put its affairs in
 * order; a child whose parent was killed stops in the same orderly way, see {@link ParentWatch}.
 *
 * @param command the whole command line of the child
 */
record Relaunch(List<String> command) {
    Relaunch {
        command = List.copyOf(command);
    }

    /** The JVM of this process once more, with its options and class path, for another main class. */
    static Relaunch ofThisJvm(Class<?> main, List<String> args) {
        return of(
                Path.of(System.getProperty("java.home")),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                System.getProperty("java.class.path"),
                main.getName(),
                args);
    }

    /**
     * The command line of a JVM with the Vector API.
     *
     * @param javaHome the Java image
     * @param options options for the JVM, kept but for a debugger's, whose port the parent holds
     * @param classPath the class path
     * @param main the name of the main class
     * @param args its arguments
     */
    static Relaunch of(Path javaHome, List<String> options, String classPath, String main, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin")
                .resolve(isWindows() ? "java.exe" : "java")
                .toString());
        options.stream()
                .filter(option -> !option.startsWith("-agentlib:jdwp") && !option.startsWith("-Xrunjdwp"))
                .forEach(command::add);
        command.add("--add-modules=" + VectorModule.NAME);
        command.add("-D" + ParentWatch.PROPERTY + "=" + ProcessHandle.current().pid());
        command.add("-cp");
        command.add(classPath);
        command.add(main);
        command.addAll(args);
        return new Relaunch(command);
    }

    /**
     * Starts the child and waits for its end.
     *
     * @return the child's exit code
     * @throws IOException if it cannot be started
     */
    int run() throws IOException {
        Process child = new ProcessBuilder(command).inheritIO().start();
        Thread hook = new Thread(() -> stop(child), "meta4j-stop-child");
        Runtime.getRuntime().addShutdownHook(hook);
        int code = waitFor(child);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This JVM is being stopped; the hook is at work and ends it with the child's exit code.
        }
        return code;
    }

    private static void stop(Process child) {
        child.destroy();
        Runtime.getRuntime().halt(waitFor(child));
    }

    private static int waitFor(Process child) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return child.waitFor();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }
}
