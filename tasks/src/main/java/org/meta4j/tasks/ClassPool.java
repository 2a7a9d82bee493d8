package org.meta4j.tasks;

import java.util.List;

/**
 * Classes that may meet in one task. A task's classes all come from one pool; which one is drawn in proportion to the
 * weights.
 *
 * @param name of the pool: the data set that the classes are from; may be empty where there is one pool only
 * @param weight how often tasks are drawn from it, in proportion to the other pools; above 0, finite
 * @param classes numbers of its classes in {@link LabelledExamples#classes()}, all different
 */
public record ClassPool(String name, double weight, List<Integer> classes) {
    public ClassPool {
        classes = List.copyOf(classes);
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the weight of '" + name + "' must be above 0 and finite, but was " + weight);
        }
    }
}
