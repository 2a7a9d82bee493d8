package org.meta4j.learners.heads;

import org.meta4j.engine.Graph;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Value;

/** Small algebra on rows of values. */
final class ValueRows {
    /** Added to a squared length before its root is taken, so that a row of zeros stays one. */
    private static final double EPSILON = 1e-6;

    private ValueRows() {}

    /** Each row of x [n, width] at length 1. */
    static Value unit(Value x) {
        Value lengths = x.square().sum(1, 2).add(EPSILON).rsqrt();
        return x.multiply(lengths.repeat(1, x.shape().size(1)));
    }

    /** Mean row of each class [ways, features]. */
    static Value classMeans(Head.Embedded task) {
        Value counts = task.targets().sum(0, 1).repeat(1, task.features());
        return task.targets().transpose().matmul(task.support()).divide(counts);
    }

    /** −‖x − y‖² [n, m] of rows x [n, width] and y [m, width]. */
    static Value negativeSquaredDistances(Value x, Value y) {
        Value ofX = x.square().sum(1, 2).repeat(1, y.shape().size(0));
        return x.matmul(y.transpose())
                .scale(2)
                .subtract(ofX)
                .subtract(y.square().sum(1, 2));
    }

    /** The unit matrix [n, n]. */
    static Value identity(Graph graph, int n) {
        // Rows of a 1 and n zeros, one after the other: each 1 is n + 1 places behind the last.
        Value row = graph.constant(1, Shape.of(1)).padRows(0, n);
        return row.repeat(0, n).reshape(n * (n + 1)).rows(0, n * n).reshape(n, n);
    }
}
