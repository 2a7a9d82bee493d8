package org.meta4j.onnx;

/**
 * The size of the tasks that an exported learner solves: shapes are fixed in the file.
 *
 * @param ways classes, at least 2; of tasks of numbers 1
 * @param shots supports of each class, at least 1; of tasks of numbers all of them
 * @param queries answered at once, of all classes together; {@link #ANY} for any number, which a learner can be exported for
 *     whose answer for a query does not depend on others
 */
public record TaskSize(int ways, int shots, int queries) {
    /** Any number of queries. */
    public static final int ANY = 0;

    public TaskSize {
        require("ways", ways);
        require("shots", shots);
        if (queries < ANY) {
            throw new IllegalArgumentException("queries must be at least 1, or 0 for any number, but were " + queries);
        }
        if ((long) ways * shots > Short.MAX_VALUE) {
            throw new IllegalArgumentException(
                    ways + " ways of " + shots + " shots are more than " + Short.MAX_VALUE + " supports: use fewer");
        }
    }

    private static void require(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, but was " + number);
        }
    }

    /** The same with so many queries. */
    public TaskSize withQueries(int number) {
        return new TaskSize(ways, shots, number);
    }

    /** Supports of a task. */
    public int supports() {
        return ways * shots;
    }
}
