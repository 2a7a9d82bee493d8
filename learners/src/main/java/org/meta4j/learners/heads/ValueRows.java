package org.meta4j.learners.heads;

import org.meta4j.engine.Graph;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Value;

/** Small algebra on rows of values. */
final class ValueRows {
    /** Added to a squared length before its root is taken, so that a row of zeros stays one. */
    private static final double EPSILON = 1e-6;

    /** Added where no digit is to change, only a division by 0 to be none. */
    private static final double TINY = 1e-30;

    private ValueRows() {}

    /** Each row of x [n, width] at length 1. */
    static Value unit(Value x) {
        Value lengths = x.square().sum(1, 2).add(EPSILON).rsqrt();
        return x.multiply(lengths.repeat(1, x.shape().size(1)));
    }

    /** Each row of x [n, width] at length {@code length}; a row of zeros stays one. Not to be differentiated at such a row. */
    static Value ofLength(Value x, double length) {
        Value by = x.square().sum(1, 2).add(TINY).rsqrt().scale(length);
        return x.multiply(by.repeat(1, x.shape().size(1)));
    }

    /** Mean row of each class [ways, features]. */
    static Value classMeans(Head.Embedded task) {
        Value counts = task.targets().sum(0, 1).repeat(1, task.features());
        return task.targets().transpose().matmul(task.support()).divide(counts);
    }

    /**
     * −‖q − p‖² [queries, ways] of the queries and a row p of each class, by differences: no digits are lost where a query is
     * near to a class, as they are where lengths are subtracted.
     */
    static Value fromMeans(Head.Embedded task, Value means) {
        int queries = task.query().shape().size(0);
        Value query = task.query().repeat(1, task.ways());
        return query.subtract(means.repeat(0, queries)).square().sum(2, 3).negate();
    }

    /** −‖x − y‖² [n, m] of rows x [n, width] and y [m, width]. */
    static Value negativeSquaredDistances(Value x, Value y) {
        Value ofX = x.square().sum(1, 2).repeat(1, y.shape().size(0));
        return x.matmul(y.transpose())
                .scale(2)
                .subtract(ofX)
                .subtract(y.square().sum(1, 2));
    }

    /** The rows of x, then those of y, which are as wide. */
    static Value stacked(Value x, Value y) {
        return x.padRows(0, y.shape().size(0)).add(y.padRows(x.shape().size(0), 0));
    }

    /** The columns of x, then those of y, which has as many rows. */
    static Value beside(Value x, Value y) {
        return stacked(x.transpose(), y.transpose()).transpose();
    }

    /** 0, 1, 2, … [n]. */
    static Value order(Graph graph, int n) {
        Value order = graph.constant(0, Shape.of(1));
        for (int size = 1; size < n; size *= 2) {
            order = stacked(order, order.add(size));
        }
        return order.rows(0, n);
    }

    /** The unit matrix [n, n]. */
    static Value identity(Graph graph, int n) {
        // Rows of a 1 and n zeros, one after the other: each 1 is n + 1 places behind the last.
        Value row = graph.constant(1, Shape.of(1)).padRows(0, n);
        return row.repeat(0, n).reshape(n * (n + 1)).rows(0, n * n).reshape(n, n);
    }
}
