package org.meta4j.learners.heads;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Linear;

/**
 * An attention block of SNAIL: softmax(QKᵀ / √keys) V over a place itself and those before it, with Q, K and V linear in the
 * states. A query sees the supports alone; its own state is beside what it reads. Q and K begin alike, so that attention
 * begins as likeness.
 *
 * @param name of the layer
 * @param keys size of Q's and K's rows
 * @param values channels that it adds
 */
record CausalAttention(String name, int keys, int values) implements SequenceBlock {
    /** Added to products with later places: their share is 0 in any precision. */
    private static final double HIDDEN = -1e6;

    @Override
    public int added() {
        return values;
    }

    @Override
    public Map<String, Tensor> initialise(int channels, SplittableRandom random) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        long alike = random.nextLong();
        tensors.putAll(Linear.initialise(name + ".query", channels, keys, alike).asMap());
        tensors.putAll(Linear.initialise(name + ".key", channels, keys, alike).asMap());
        tensors.putAll(Linear.initialise(name + ".value", channels, values, random.nextLong())
                .asMap());
        return tensors;
    }

    @Override
    public SequenceStates apply(Values parameters, SequenceStates states) {
        Value support = states.support().transpose();
        Value query = states.query().transpose();
        double scale = 1 / Math.sqrt(keys);
        Value keysOfSupports = Linear.apply(name + ".key", parameters, support);
        Value valuesOfSupports = Linear.apply(name + ".value", parameters, support);
        Value among = Linear.apply(name + ".query", parameters, support)
                .matmul(keysOfSupports.transpose())
                .scale(scale)
                .add(later(support.graph(), states.supports()).scale(HIDDEN));
        Value readBySupports = softmax(among).matmul(valuesOfSupports);

        Value asked = Linear.apply(name + ".query", parameters, query);
        Value readByQueries =
                softmax(asked.matmul(keysOfSupports.transpose()).scale(scale)).matmul(valuesOfSupports);
        return states.with(readBySupports, readByQueries);
    }

    private static Value softmax(Value rows) {
        return rows.logSoftmax().exp();
    }

    /** The matrix [n, n] of a 1 where the column is behind the row, otherwise 0. */
    static Value later(Graph graph, int n) {
        // One row of 2n numbers, again and again, cut into rows of 2n − 1: each begins one number earlier than the
        // last.
        Value row = graph.constant(1, Shape.of(n - 1)).padRows(1, n);
        Value rows =
                row.repeat(0, n).reshape(2 * n * n).rows(0, n * (2 * n - 1)).reshape(n, 2 * n - 1);
        return rows.transpose().rows(0, n).transpose();
    }
}
