package org.meta4j.app.distill;

import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.tasks.EpisodeShape;
import picocli.CommandLine.Option;

/** Options for the tasks that teachers and student are to solve. */
final class TaskOptions {
    @Option(
            names = "--ways",
            paramLabel = "W",
            description = "Classes of a task to be solved. Default: as the first teacher was trained for.")
    private @Nullable Integer ways;

    @Option(
            names = "--shots",
            paramLabel = "K",
            description = "Examples of each class. Default: as the first teacher was trained for.")
    private @Nullable Integer shots;

    @Option(
            names = "--queries",
            paramLabel = "Q",
            defaultValue = "15",
            description = "Queries of each class in held-out tasks. Default: ${DEFAULT-VALUE}.")
    private int queries;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Held-out tasks. Default: ${DEFAULT-VALUE}.")
    private int tasks;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of the student, its training and the held-out tasks. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** @throws UsageException if a number is out of its bounds */
    void check() {
        if (tasks < 1) {
            throw new UsageException("tasks must be at least 1, but was " + tasks);
        }
        if (ways != null && ways < 2) {
            throw new UsageException("ways must be at least 2, but was " + ways);
        }
        UsageException.check(() -> new EpisodeShape(2, shots == null ? 1 : shots, queries));
    }

    /** Shape of held-out tasks. */
    EpisodeShape shape(EpisodeShape trainedFor) {
        return new EpisodeShape(
                ways == null ? trainedFor.ways() : ways, shots == null ? trainedFor.shots() : shots, queries);
    }

    int tasks() {
        return tasks;
    }

    long seed() {
        return seed;
    }
}
