package org.meta4j.app.launch;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a command is started. */
enum LaunchMode {
    /** In this JVM as it is. */
    IN_PLACE,
    /** In this JVM, after the Vector API's module has been loaded into it. */
    LOAD,
    /** In a second JVM that is started with the Vector API's module. */
    RELAUNCH;

    /** Environment variable that overrides the choice: {@code never} or {@code always}. */
    static final String VARIABLE = "META4J_RELAUNCH";

    /**
     * Commands that answer within a second or two: loading the Vector API and warming it up would cost them more
     * than it brings. A command that is not named here is taken for a long one. The script {@code meta4j} has the same
     * list.
     */
    static final Set<String> SHORT_COMMANDS =
            Set.of("predict", "adapt", "info", "methods", "help", "completion", "generate-completion");

    /** Makes a short command of {@code bench}: one answer, timed from the outside. */
    static final String ONCE = "--once";

    private static final Set<String> HELP_OPTIONS = Set.of("-h", "--help", "-V", "--version");

    /**
     * The way to start a command.
     *
     * @param args the command line, the command being its first word without a dash
     * @param wish the value of {@value #VARIABLE}; empty text counts as absent
     * @param module what this JVM has of the Vector API
     * @throws IllegalArgumentException if the wish is neither {@code never} nor {@code always}
     */
    static LaunchMode of(List<String> args, Optional<String> wish, VectorModule.State module) {
        String wanted = wish.orElse("");
        if (!Set.of("", "never", "always").contains(wanted)) {
            throw new IllegalArgumentException(
                    VARIABLE + " is '" + wanted + "': set it to never or always, or leave it out");
        }
        if (wanted.equals("never") || module != VectorModule.State.AVAILABLE) {
            return IN_PLACE;
        }
        if (wanted.equals("always")) {
            return RELAUNCH;
        }
        return isShort(args) ? IN_PLACE : LOAD;
    }

    /** Whether a command line is one of those that answer soon, calls for help among them. */
    static boolean isShort(List<String> args) {
        if (args.stream().anyMatch(HELP_OPTIONS::contains)) {
            return true;
        }
        return args.stream()
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .map(word -> SHORT_COMMANDS.contains(word) || word.equals("bench") && args.contains(ONCE))
                .orElse(true);
    }
}
