package org.meta4j.learners;

import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/**
 * How a method solves a task, written down on values: supports and queries in, answers out, with all inner steps in between.
 * So the whole learner is one computation, which can be translated for other programs.
 */
public interface TracedSolver {
    /**
     * Writes down a task's answers: scores [queries, ways], of which a softmax makes probabilities, or estimates [queries, width]
     * where tasks are of numbers.
     *
     * @param parameters meta-parameters, as the method's objective names them
     * @param statistics running statistics; unused where the mode is another
     */
    Value answers(Values parameters, Values statistics, Task task);

    /** Whether supports must come class by class. */
    default boolean ordered() {
        return false;
    }

    /**
     * A task of fixed size.
     *
     * @param support examples [supports, …]
     * @param targets [supports, ways] with a 1 in the column of each one's class, or the numbers [supports, width]
     * @param query examples [queries, …]
     */
    record Task(Value support, Value targets, Value query) {
        /** All examples in one batch, the supports first. */
        public Value examples() {
            return stacked(support, query);
        }

        public int supports() {
            return support.shape().size(0);
        }

        public int queries() {
            return query.shape().size(0);
        }

        /** The rows of x, then those of y. */
        public static Value stacked(Value x, Value y) {
            return x.padRows(0, y.shape().size(0)).add(y.padRows(x.shape().size(0), 0));
        }
    }
}
