package org.meta4j.app.program;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Threads;
import org.meta4j.app.train.TrainingChoice;
import org.meta4j.learners.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meta4j program}. */
@Command(
        name = "program",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What a training task of a method compiles to: its steps, what each costs, and the memory that a"
                + " training will need. Nothing is computed.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j program protonet",
            "  meta4j program maml --inner-steps 5 --recompute",
            "  meta4j program maml --json"
        })
public final class ProgramCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(index = "0", paramLabel = "METHOD", description = "See 'meta4j methods'.")
    private String method = "";

    @Option(names = "--network", paramLabel = "NET", description = "As for 'meta4j train'.")
    private @Nullable String network;

    @Option(names = "--ways", paramLabel = "W", description = "Classes of a training task. Default: the method's.")
    private @Nullable Integer ways;

    @Option(names = "--shots", paramLabel = "K", description = "Supports of each class. Default: the method's.")
    private @Nullable Integer shots;

    @Option(names = "--queries", paramLabel = "Q", description = "Queries of each class. Default: the method's.")
    private @Nullable Integer queries;

    @Option(names = "--inner-steps", paramLabel = "N", description = "Steps on a task (methods that adapt).")
    private @Nullable Integer innerSteps;

    @Option(names = "--recompute", description = "Inner steps are computed again on the way back (maml).")
    private @Nullable Boolean recompute;

    @Option(names = "--tasks-per-iteration", paramLabel = "N", description = "Default: the method's.")
    private @Nullable Integer tasks;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print all as one JSON document.")
    private boolean json;

    public ProgramCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        TrainingChoice choice = TrainingChoice.of(
                method, new TrainingChoice.Wishes(network, ways, shots, queries, innerSteps, recompute, tasks));
        int count = Threads.of(threads);
        TrainingProgram program = TrainingProgram.compile(choice.learner(), choice.training(), count);
        if (json) {
            streams.out().println(Json.write(program));
        } else {
            new Listing(streams.out()).print(program);
        }
        return ExitCodes.DONE;
    }
}
