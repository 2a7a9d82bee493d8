package org.meta4j.learners.methods;

import org.meta4j.engine.Graph;
import org.meta4j.engine.Slots;
import org.meta4j.engine.Value;
import org.meta4j.tasks.ExampleShape;

/**
 * A task as a method writes it down: symbolic examples and targets, the supports first.
 *
 * @param examples [supports + queries, …]
 * @param targets [supports + queries, width]: one column a class with a 1 in the example's, or the values of a regression
 * @param supports how many examples are support
 */
public record Episode(Value examples, Value targets, int supports) {
    static final String EXAMPLES = "examples";
    static final String TARGETS = "targets";

    /** An episode of fresh inputs {@code examples} and {@code targets}. */
    static Episode of(Graph graph, ExampleShape shape, int supports, int queries, int width) {
        int[] sizes = new int[shape.sizes().size() + 1];
        sizes[0] = supports + queries;
        for (int i = 1; i < sizes.length; i++) {
            sizes[i] = shape.sizes().get(i - 1);
        }
        return new Episode(graph.input(EXAMPLES, sizes), graph.input(TARGETS, supports + queries, width), supports);
    }

    /**
     * Fills in the examples. A program may not depend on them: in a batch whose layers have a single number for each
     * channel, normalisation by that batch leaves nothing.
     */
    static void setExamples(Slots inputs, float[] examples) {
        if (inputs.contains(EXAMPLES)) {
            inputs.set(EXAMPLES, examples);
        }
    }

    /** Queries in the episode. */
    public int queries() {
        return examples.shape().size(0) - supports;
    }

    public Value support() {
        return examples.rows(0, supports);
    }

    public Value supportTargets() {
        return targets.rows(0, supports);
    }

    public Value query() {
        return examples.rows(supports, queries());
    }

    public Value queryTargets() {
        return targets.rows(supports, queries());
    }
}
