package org.meta4j.app.launch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.meta4j.app.Main;

/**
 * The main class of the runnable jar. Commands that compute for long get the Vector API without the user's
 * knowing, the others start at once.
 *
 * <p>The Vector API's module is not resolved unless {@code java} is told to, and the jar's manifest cannot tell
 * it. So the module is loaded into the running JVM; where the JVM does not allow that, the program starts itself
 * again in a second JVM with {@code --add-modules}. The environment variable {@value LaunchMode#VARIABLE} set to
 * {@code never} runs every command as the JVM was started, {@code always} takes the second JVM for every command.
 */
public final class Launcher {
    /** The engine's property for which kernels compute. */
    private static final String KERNELS = "meta4j.kernels";

    private Launcher() {}

    /** Runs the command line and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        ParentWatch.start();
        List<String> words = List.of(args);
        VectorModule.State module = VectorModule.state();
        LaunchMode mode;
        try {
            mode = LaunchMode.of(words, Optional.ofNullable(System.getenv(LaunchMode.VARIABLE)), module);
        } catch (IllegalArgumentException e) {
            System.err.println("meta4j: " + e.getMessage());
            return 2;
        }
        if (mode == LaunchMode.IN_PLACE
                && module != VectorModule.State.RESOLVED
                && LaunchMode.isShort(words)
                && System.getProperty(KERNELS) == null) {
            // Plain kernels are meant here: without a word the engine would warn that they are slow.
            System.setProperty(KERNELS, "plain");
        }
        if (mode == LaunchMode.LOAD && !VectorModule.load()) {
            mode = LaunchMode.RELAUNCH;
        }
        if (mode == LaunchMode.RELAUNCH) {
            try {
                return Relaunch.ofThisJvm(Launcher.class, words).run();
            } catch (IOException e) {
                System.err.println("meta4j: slower than it could be, as no second JVM could be started: "
                        + e.getMessage() + " (to avoid this, start java with --add-modules " + VectorModule.NAME + ")");
            }
        }
        return Main.run(args);
    }
}
