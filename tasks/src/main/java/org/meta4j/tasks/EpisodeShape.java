package org.meta4j.tasks;

/**
 * How large a task is: {@code ways} classes, {@code shots} support examples and {@code queries}
 * query examples of each class. A task whose targets are numbers has no classes: its shape is that of one class.
 *
 * @param ways classes in an episode, at least 2; 1 for tasks of numbers
 * @param shots support examples of each class, at least 1
 * @param queries query examples of each class, at least 1
 */
public record EpisodeShape(int ways, int shots, int queries) {
    /**
     * Five ways, one shot, fifteen queries: the usual evaluation setting (Ravi and Larochelle,
     * Optimization as a Model for Few-Shot Learning, ICLR 2017).
     */
    public static final EpisodeShape DEFAULT = new EpisodeShape(5, 1, 15);

    public EpisodeShape {
        atLeast("ways", 1, ways);
        atLeast("shots", 1, shots);
        atLeast("queries", 1, queries);
    }

    /** The shape of tasks of numbers. */
    public static EpisodeShape ofNumbers(int shots, int queries) {
        return new EpisodeShape(1, shots, queries);
    }

    /** Examples in the support set: ways × shots. */
    public int supportSize() {
        return Math.multiplyExact(ways, shots);
    }

    /** Examples in the query set: ways × queries. */
    public int querySize() {
        return Math.multiplyExact(ways, queries);
    }

    /** Examples that a class must have: shots + queries. */
    public int examplesPerClass() {
        return Math.addExact(shots, queries);
    }

    public EpisodeShape withWays(int newWays) {
        return new EpisodeShape(newWays, shots, queries);
    }

    public EpisodeShape withShots(int newShots) {
        return new EpisodeShape(ways, newShots, queries);
    }

    public EpisodeShape withQueries(int newQueries) {
        return new EpisodeShape(ways, shots, newQueries);
    }

    private static void atLeast(String name, int bound, int value) {
        if (value < bound) {
            throw new IllegalArgumentException(name + " must be at least " + bound + ", but was " + value);
        }
    }
}
