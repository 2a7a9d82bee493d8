package org.meta4j.app;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.cli.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code meta4j} without a command. */
@Command(
        name = "meta4j",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Meta-learning: teach a program a new task from a handful of examples.",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j demo",
            "  meta4j train --method protonet --minutes 5 --out runs/first",
            "  meta4j eval runs/first",
            "  meta4j report runs/first",
            "  meta4j help train",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong use."
        })
final class RootCommand implements Runnable {
    /** Option for stack traces, of every command. */
    static final String DEBUG = "--debug";

    @Spec
    private @Nullable CommandSpec spec;

    /** Whether it was given is looked up in the words as they are: it also holds for words that cannot be parsed. */
    static OptionSpec debug() {
        return OptionSpec.builder(DEBUG)
                .type(boolean.class)
                .scopeType(ScopeType.INHERIT)
                .description("Print the stack trace of an error.")
                .build();
    }

    @Override
    public void run() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        line.usage(line.getErr());
        throw new UsageException("no command given: name one of these");
    }
}
