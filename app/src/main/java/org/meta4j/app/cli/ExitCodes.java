package org.meta4j.app.cli;

/** What the process says to the shell. */
public final class ExitCodes {
    /** The command did what it was asked for. */
    public static final int DONE = 0;
    /** It could not: data, files, memory, or a result that is not as it must be. */
    public static final int FAILED = 1;
    /** It was asked for something that makes no sense: unknown names, impossible values, options in conflict. */
    public static final int WRONG_USE = 2;
    /** It was interrupted and can be resumed: the shells' convention 128 + 2. */
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
