package org.meta4j.learners.supervised;

import java.util.Map;
import org.meta4j.engine.Value;
import org.meta4j.learners.objectives.Loss;

/** What supervised training makes small, written down on a part of a minibatch. */
@FunctionalInterface
public interface BatchLoss {
    /** Cross entropy of the outputs as scores of classes, with {@link SupervisedData#TARGETS} as probabilities. */
    BatchLoss CROSS_ENTROPY =
            (outputs, columns) -> Loss.CROSS_ENTROPY.of(outputs, column(columns, SupervisedData.TARGETS));

    /** Mean of the squared differences between outputs and {@link SupervisedData#TARGETS}. */
    BatchLoss SQUARED_ERROR =
            (outputs, columns) -> Loss.SQUARED_ERROR.of(outputs, column(columns, SupervisedData.TARGETS));

    /**
     * The loss, a single number. It has to be a mean over the n examples: minibatches are computed in parts of equal size,
     * whose losses and gradients are averaged.
     *
     * @param outputs of the network [n, features]
     * @param columns of the data, [n, width] each, by name
     */
    Value of(Value outputs, Map<String, Value> columns);

    /**
     * The column called {@code name}.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Value column(Map<String, Value> columns, String name) {
        Value column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException(
                    "the loss needs a column '" + name + "' beside the examples, but there are " + columns.keySet());
        }
        return column;
    }
}
