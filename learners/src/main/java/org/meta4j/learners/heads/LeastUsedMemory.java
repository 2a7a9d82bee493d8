package org.meta4j.learners.heads;

import org.meta4j.engine.Graph;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Value;

/**
 * An external memory that is read by content and written where it was least used (Santoro, Bartunov, Botvinick, Wierstra and
 * Lillicrap, Meta-Learning with Memory-Augmented Neural Networks, ICML 2016, arXiv:1605.06065, section 3.1). Each of several
 * heads writes a key and reads by it:
 *
 * <ol>
 *   <li>write weights of a head, σ(α) · (its last read weights) + (1 − σ(α)) · (a 1 in the row least used so far, of the
 *       second head in the second such row, and so on);
 *   <li>these rows are set to zero, then each row takes (its write weight) · key from each head;
 *   <li>read weights, the softmax over rows of sharpness · cos(key, row); what is read is the mean of rows by them;
 *   <li>usage ← {@value #DECAY} · usage + read weights + write weights, of all heads.
 * </ol>
 *
 * <p>Which rows are least used is a constant to gradients; of equally used ones the first is taken.
 *
 * @param rows [rows, width]
 * @param reads read weights of each head [heads, rows]
 * @param usage [rows]
 */
record LeastUsedMemory(Value rows, Value reads, Value usage) {
    private static final double DECAY = 0.99;

    /** Usage counts so much more with each row: tells equally used ones apart. */
    private static final double PREFERENCE = 1e-5;

    /** Moves a chosen row behind all others. */
    private static final double TAKEN = 1e6;

    /** Zeros. */
    static LeastUsedMemory empty(Graph graph, int rows, int width, int heads) {
        return new LeastUsedMemory(
                graph.constant(0, Shape.of(rows, width)),
                graph.constant(0, Shape.of(heads, rows)),
                graph.constant(0, Shape.of(rows)));
    }

    /**
     * After a step.
     *
     * @param keys [heads, width]
     * @param gates α [heads]
     * @param sharpness a number
     */
    LeastUsedMemory write(Value keys, Value gates, Value sharpness) {
        int count = rows.shape().size(0);
        Value least = leastUsed(usage, keys.shape().size(0));
        Value share = gates.sigmoid().repeat(1, count);
        Value writes = reads.multiply(share).add(least.multiply(share.negate().add(1)));
        Value kept = least.sum(0, 1).negate().add(1).repeat(1, rows.shape().size(1));
        Value written = rows.multiply(kept).add(writes.transpose().matmul(keys));
        Value found = weights(written, keys, sharpness);
        Value used = usage.scale(DECAY)
                .add(found.sum(0, 1).stopGradient())
                .add(writes.sum(0, 1).stopGradient());
        return new LeastUsedMemory(written, found, used);
    }

    /** What keys [n, width] read: [n, width]. */
    Value read(Value keys, Value sharpness) {
        return weights(rows, keys, sharpness).matmul(rows);
    }

    /** What was read by the keys that were written last: [heads, width]. */
    Value lastRead() {
        return reads.matmul(rows);
    }

    private static Value weights(Value rows, Value keys, Value sharpness) {
        Value cosines = ValueRows.unit(keys).matmul(ValueRows.unit(rows).transpose());
        return cosines.multiply(sharpness).logSoftmax().exp();
    }

    /** A 1 in the least used row, in the next line one in the second such row, and so on: [heads, rows]. */
    static Value leastUsed(Value usage, int heads) {
        int count = usage.shape().size(0);
        Graph graph = usage.graph();
        Value ones = graph.constant(1, Shape.of(count));
        Value order = ValueRows.order(graph, count).scale(PREFERENCE);
        Value idle = usage.add(order).negate().stopGradient();
        Value chosen = graph.constant(0, Shape.of(heads, count));
        for (int head = 0; head < heads; head++) {
            Value most = idle.maxLast().repeat(0, count);
            Value one = ones.where(idle.subtract(most).add(PREFERENCE / 2));
            chosen = chosen.add(one.reshape(1, count).padRows(head, heads - 1 - head));
            idle = idle.subtract(one.scale(TAKEN));
        }
        return chosen;
    }
}
