package org.meta4j.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.meta4j.app.adapt.AdaptCommand;
import org.meta4j.app.bench.BenchCommand;
import org.meta4j.app.calibrate.CalibrateCommand;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Failures;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Version;
import org.meta4j.app.compress.CompressCommand;
import org.meta4j.app.datasets.DataCommand;
import org.meta4j.app.demo.DemoCommand;
import org.meta4j.app.distill.DistillCommand;
import org.meta4j.app.eval.EvalCommand;
import org.meta4j.app.example.ExampleCommand;
import org.meta4j.app.export.ExportCommand;
import org.meta4j.app.info.FileInfoCommand;
import org.meta4j.app.methods.MethodsCommand;
import org.meta4j.app.predict.PredictCommand;
import org.meta4j.app.program.ProgramCommand;
import org.meta4j.app.report.ReportCommand;
import org.meta4j.app.train.TrainCommand;
import org.meta4j.app.verify.VerifyCommand;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command line: words in, exit code out. Nothing in it ends the JVM. */
public final class Main {
    private Main() {}

    /**
     * Runs a command on the standard streams of this process.
     *
     * @return 0 done, 1 failed, 2 wrong use
     */
    public static int run(String... args) {
        return run(Streams.standard(), args);
    }

    /** Runs a command on other streams. */
    public static int run(Streams streams, String... args) {
        CommandLine root = commandLine(streams);
        Failures failures = new Failures(streams.err(), List.of(args).contains(RootCommand.DEBUG));
        failures.handle(root);
        int code;
        try {
            code = root.execute(args);
        } catch (Throwable failure) {
            // Errors, such as one of memory, pass by the handlers of exceptions.
            code = failures.thrown(failure, root.getCommandSpec());
        }
        // A command that failed has said why; one that did its work may still have told it to nobody.
        Optional<String> unwritten = code == ExitCodes.DONE ? streams.unwritten() : Optional.empty();
        unwritten.ifPresent(problem -> streams.err().println("meta4j: " + problem));
        streams.out().flush();
        streams.err().flush();
        return unwritten.isPresent() ? ExitCodes.FAILED : code;
    }

    /** The root command with all others. */
    static CommandLine commandLine(Streams streams) {
        CommandLine root = new CommandLine(new RootCommand());
        root.getCommandSpec().addOption(RootCommand.debug());
        root.addSubcommand(new DemoCommand())
                .addSubcommand(new AdaptCommand())
                .addSubcommand(new PredictCommand())
                .addSubcommand(new TrainCommand(streams))
                .addSubcommand(new EvalCommand(streams))
                .addSubcommand(new ReportCommand(streams))
                .addSubcommand(new CalibrateCommand(streams))
                .addSubcommand(new CompressCommand(streams))
                .addSubcommand(new ExportCommand(streams))
                .addSubcommand(new ExampleCommand(streams))
                .addSubcommand(new DistillCommand(streams))
                .addSubcommand(new VerifyCommand(streams))
                .addSubcommand(new FileInfoCommand(streams))
                .addSubcommand(DataCommand.line(streams))
                .addSubcommand(new MethodsCommand(streams))
                .addSubcommand(new ProgramCommand(streams))
                .addSubcommand(BenchCommand.line(streams))
                .addSubcommand(new CommandLine.HelpCommand())
                .addSubcommand(new AutoComplete.GenerateCompletion());
        root.getCommandSpec().versionProvider(new Version());
        root.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
        PrintWriter out = streams.out();
        return root.setOut(out)
                .setErr(streams.err())
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(streams.outIsTerminal())
                .setColorScheme(CommandLine.Help.defaultColorScheme(streams.outIsTerminal() ? Ansi.AUTO : Ansi.OFF));
    }
}
