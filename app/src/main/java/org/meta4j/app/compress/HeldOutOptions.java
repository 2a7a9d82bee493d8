package org.meta4j.app.compress;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataOptions;
import org.meta4j.app.data.DataSource;
import org.meta4j.app.data.Part;
import org.meta4j.app.eval.SeenClasses;
import org.meta4j.app.eval.TaskSizes;
import org.meta4j.data.DataException;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import picocli.CommandLine.Option;

/** Options for the tasks that a model is scored on before and after. */
final class HeldOutOptions {
    @Option(names = "--ways", paramLabel = "W", description = "Classes of a task. Default: as trained for.")
    private @Nullable Integer ways;

    @Option(names = "--shots", paramLabel = "K", description = "Examples of each class. Default: as trained for.")
    private @Nullable Integer shots;

    @Option(
            names = "--queries",
            paramLabel = "Q",
            defaultValue = "15",
            description = "Queries of each class. Default: ${DEFAULT-VALUE}.")
    private int queries;

    @Option(names = "--tasks", paramLabel = "N", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.")
    private int tasks;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of tasks. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** @throws UsageException if a number is out of its bounds */
    void check() {
        if (tasks < 1) {
            throw new UsageException("tasks must be at least 1, but was " + tasks);
        }
        UsageException.check(() -> new EpisodeShape(ways == null ? 2 : ways, shots == null ? 1 : shots, queries));
    }

    long seed() {
        return seed;
    }

    /** @param run what the learner's run was begun with, if known */
    HeldOut of(
            TrainedLearner learner, DataChoice wanted, Optional<DataChoice> run, DataOptions options, Streams streams) {
        EpisodeShape trainedFor = learner.provenance().training().validation();
        EpisodeShape shape = new EpisodeShape(
                ways == null ? trainedFor.ways() : ways, shots == null ? trainedFor.shots() : shots, queries);
        TaskSizes.require(learner, shape);
        DataSource source = wanted.open(learner.exampleShape());
        DataChoice choice = wanted.resolved(source);
        MetaDataset data = choice.divide(source, trainedFor.ways());
        Part part = options.part(Part.TEST);
        LabelledExamples examples = part.of(data);
        String split = choice.splitNames() + ":" + part.label();
        EpisodeSampler.misfit(examples, shape).ifPresent(problem -> {
            throw new DataException(data.name() + ", split " + split + ": " + problem);
        });
        SeenClasses.warning(examples, source, choice, run, learner.provenance())
                .ifPresent(warning -> streams.err().println("meta4j: " + warning));
        return new HeldOut(data, new EpisodeSampler(examples, shape, seed), tasks, split);
    }
}
