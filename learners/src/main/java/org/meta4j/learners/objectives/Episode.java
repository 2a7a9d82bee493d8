package org.meta4j.learners.objectives;

import java.util.LinkedHashMap;
import java.util.Map;
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
 * @param columns what else is known of each example, by name: [supports + queries, …]
 */
public record Episode(Value examples, Value targets, int supports, Map<String, Value> columns) {
    public static final String EXAMPLES = "examples";
    public static final String TARGETS = "targets";
    public static final String COLUMN = "column/";

    public Episode {
        columns = Map.copyOf(columns);
    }

    /** An episode of which nothing else is known. */
    public Episode(Value examples, Value targets, int supports) {
        this(examples, targets, supports, Map.of());
    }

    /** An episode of fresh inputs {@code examples} and {@code targets}. */
    public static Episode of(Graph graph, ExampleShape shape, int supports, int queries, int width) {
        int[] sizes = new int[shape.sizes().size() + 1];
        sizes[0] = supports + queries;
        for (int i = 1; i < sizes.length; i++) {
            sizes[i] = shape.sizes().get(i - 1);
        }
        return new Episode(graph.input(EXAMPLES, sizes), graph.input(TARGETS, supports + queries, width), supports);
    }

    /** The same with fresh inputs for what an objective wants beside the targets. */
    public static Episode of(Graph graph, Objective objective, int supports, int queries, int width) {
        Episode plain = of(graph, objective.network().exampleShape(), supports, queries, width);
        Map<String, Value> columns = new LinkedHashMap<>();
        objective
                .columns()
                .forEach((name, numbers) -> columns.put(name, graph.input(COLUMN + name, supports + queries, numbers)));
        return new Episode(plain.examples, plain.targets, supports, columns);
    }

    /**
     * Fills in the examples. A program may not depend on them: in a batch whose layers have a single number for each
     * channel, normalisation by that batch leaves nothing.
     */
    public static void setExamples(Slots inputs, float[] examples) {
        if (inputs.contains(EXAMPLES)) {
            inputs.set(EXAMPLES, examples);
        }
    }

    /** Queries in the episode. */
    public int queries() {
        return examples.shape().size(0) - supports;
    }

    /**
     * What else is known of each example [supports + queries, …].
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public Value column(String name) {
        Value column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException(
                    "the episode has no column '" + name + "': an objective names those that it wants");
        }
        return column;
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
