package org.meta4j.data;

import org.meta4j.tasks.MetaDataset;

/**
 * One of several meta-datasets that are put together: see {@link MetaDatasets#mixed}.
 *
 * @param name short name of the set, put before the names of its classes; without {@code /}
 * @param data its tasks
 * @param weight how often tasks are drawn from it, in proportion to the others; above 0, finite
 */
public record WeightedData(String name, MetaDataset data, double weight) {
    public WeightedData {
        if (name.isBlank() || name.contains("/")) {
            throw new IllegalArgumentException("a set needs a name without '/', but it was '" + name + "'");
        }
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weight of " + name + " must be above 0, but was " + weight);
        }
    }
}
