package org.meta4j.learners.heads;

import org.meta4j.engine.Value;

/**
 * States of a sequence: of its supports, one place after the other, and of each query as if it alone were the last place. What
 * comes before a place cannot see it, so that the supports' states are those of every query's sequence. A column is a place:
 * channels are added as rows, and kernels read a transposed left factor at no cost.
 *
 * @param support [channels, supports]
 * @param query [channels, queries]
 */
record SequenceStates(Value support, Value query) {
    int channels() {
        return support.shape().size(0);
    }

    int supports() {
        return support.shape().size(1);
    }

    int queries() {
        return query.shape().size(1);
    }

    /** Supports · weight [supports, outputs], of a weight [channels, outputs]. */
    Value supportTimes(Value weight) {
        return support.transpose().matmul(weight);
    }

    /** Queries · weight [queries, outputs]. */
    Value queryTimes(Value weight) {
        return query.transpose().matmul(weight);
    }

    /** With more channels behind these: [supports, more] and [queries, more]. */
    SequenceStates with(Value ofSupports, Value ofQueries) {
        return new SequenceStates(
                ValueRows.stacked(support, ofSupports.transpose()), ValueRows.stacked(query, ofQueries.transpose()));
    }
}
