package org.meta4j.app.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.meta4j.data.DataException;
import org.meta4j.engine.ShapeError;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.files.FileWriteException;
import org.meta4j.learners.training.TrainingDivergedException;
import org.meta4j.naming.Suggestions;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever was thrown into one line for the user and an exit code. */
public final class Failures {
    private final PrintWriter err;
    private final boolean debug;

    /** @param debug whether stack traces are wanted too */
    public Failures(PrintWriter err, boolean debug) {
        this.err = err;
        this.debug = debug;
    }

    /** For what was typed and cannot be understood. */
    public int wrongUse(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (e.getCause() instanceof UsageException cause) {
            return usage(command, String.valueOf(cause.getMessage()), cause);
        }
        String message =
                e instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched, command) : lowerCase(e);
        return usage(command, message, e);
    }

    /** For what a command threw. */
    public int thrown(Throwable failure, CommandSpec command) {
        if (failure instanceof ParameterException parameter) {
            return wrongUse(parameter);
        }
        if (failure instanceof UsageException usage) {
            return usage(command, String.valueOf(usage.getMessage()), usage);
        }
        Optional<String> explained = explain(failure);
        say(
                explained.orElseGet(() -> "unexpected " + failure.getClass().getSimpleName()
                        + (failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")")
                        + (debug ? "" : ": run with --debug for the stack trace")),
                failure);
        return ExitCodes.FAILED;
    }

    private int usage(CommandSpec command, String message, Exception e) {
        // What lists all choices needs no further help.
        String help = message.contains("(known: ") ? "" : " (see '" + command.qualifiedName() + " --help')";
        say(message + help, e);
        return ExitCodes.WRONG_USE;
    }

    private static Optional<String> explain(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "out of memory: Java may use %,d MB; use fewer threads, smaller tasks or a smaller network, or"
                            + " allow more with the environment variable JAVA_TOOL_OPTIONS=-Xmx8g",
                    Runtime.getRuntime().maxMemory() >> 20));
        }
        if (failure instanceof UncheckedIOException io && !(failure instanceof FileWriteException)) {
            return Optional.of(file(io));
        }
        boolean ours = failure instanceof DataException
                || failure instanceof FileFormatException
                || failure instanceof FileWriteException
                || failure instanceof TrainingDivergedException
                || failure instanceof ShapeError
                || failure instanceof IllegalArgumentException;
        return ours ? Optional.ofNullable(failure.getMessage()) : Optional.empty();
    }

    /** A file system's exceptions say the name of the file and leave out what happened to it. */
    private static String file(UncheckedIOException e) {
        Throwable cause = e.getCause();
        if (cause instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file or folder: check the name";
        }
        if (cause instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (cause instanceof FileSystemException system) {
            return system.getFile() + ": " + (system.getReason() == null ? "cannot be used" : system.getReason());
        }
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    private static String unmatched(UnmatchedArgumentException e, CommandSpec command) {
        String typed = e.getUnmatched().get(0);
        if (typed.startsWith("-")) {
            String name = typed.contains("=") ? typed.substring(0, typed.indexOf('=')) : typed;
            List<String> known = new ArrayList<>();
            command.options().forEach(option -> known.addAll(List.of(option.names())));
            return "unknown option '" + name + "'"
                    + Suggestions.nearest(name, known)
                            .map(near -> ": did you mean '" + near + "'?")
                            .orElse("");
        }
        if (!command.subcommands().isEmpty()) {
            return Suggestions.unknown("command", typed, command.subcommands().keySet());
        }
        return "'" + typed + "' is one argument too many";
    }

    private static String lowerCase(ParameterException e) {
        String message = oneLine(String.valueOf(e.getMessage()));
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private void say(String message, Throwable failure) {
        err.println("meta4j: " + oneLine(message));
        if (debug) {
            failure.printStackTrace(err);
        }
        err.flush();
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** Installs these failures as what a command line does with exceptions. */
    public void handle(CommandLine commandLine) {
        commandLine.setParameterExceptionHandler((e, args) -> wrongUse(e));
        commandLine.setExecutionExceptionHandler((e, failed, result) -> thrown(e, failed.getCommandSpec()));
    }
}
