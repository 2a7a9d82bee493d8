package org.meta4j.app.datasets;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.cli.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code meta4j data} without a command of its own. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Fetch data sets, look into data, divide them into training and test classes.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j data get omniglot -o data/omniglot",
            "  meta4j data info photos",
            "  meta4j data split photos -o photos.csv"
        })
public final class DataCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    private DataCommand() {}

    /** The command with its own commands. */
    public static CommandLine line(Streams streams) {
        CommandLine line = new CommandLine(new DataCommand())
                .addSubcommand(new GetCommand(streams))
                .addSubcommand(new InfoCommand(streams))
                .addSubcommand(new SplitCommand(streams));
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
        return line;
    }

    @Override
    public void run() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        line.usage(line.getErr());
        throw new UsageException("no command given: name one of these");
    }
}
