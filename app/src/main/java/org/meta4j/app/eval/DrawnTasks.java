package org.meta4j.app.eval;

import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.tasks.EpisodeShape;
import picocli.CommandLine.Option;

/** Options for the tasks that a learner is scored on. */
public final class DrawnTasks {
    private static final int DEFAULT_QUERIES = 15;

    @Option(names = "--ways", paramLabel = "W", description = "Classes of a task. Default: as trained for.")
    private @Nullable Integer ways;

    @Option(names = "--shots", paramLabel = "K", description = "Examples of each class. Default: as trained for.")
    private @Nullable Integer shots;

    @Option(
            names = "--queries",
            paramLabel = "Q",
            description = "Queries of each class. Default: " + DEFAULT_QUERIES + "; of numbers 100.")
    private @Nullable Integer queries;

    @Option(names = "--tasks", paramLabel = "N", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.")
    private int tasks;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of tasks. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** @throws UsageException if a number is out of its bounds */
    public void check() {
        if (tasks < 1) {
            throw new UsageException("tasks must be at least 1, but was " + tasks);
        }
        if (ways != null && ways < 2) {
            throw new UsageException("ways must be at least 2, but was " + ways);
        }
        UsageException.check(() ->
                new EpisodeShape(ways == null ? 2 : ways, shots == null ? 1 : shots, queries == null ? 1 : queries));
    }

    /** The shape of a task of classes. */
    public EpisodeShape shape(EpisodeShape trainedFor) {
        return new EpisodeShape(
                ways == null ? trainedFor.ways() : ways,
                shots == null ? trainedFor.shots() : shots,
                queries == null ? DEFAULT_QUERIES : queries);
    }

    /** Null for as many as trained for. */
    @Nullable
    Integer ways() {
        return ways;
    }

    /** Null for as many as trained for. */
    @Nullable
    Integer shots() {
        return shots;
    }

    /** Null for the default of the kind of tasks. */
    @Nullable
    Integer queries() {
        return queries;
    }

    /** How many tasks. */
    public int count() {
        return tasks;
    }

    public long seed() {
        return seed;
    }
}
