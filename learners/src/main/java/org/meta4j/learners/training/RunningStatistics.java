package org.meta4j.learners.training;

import org.meta4j.engine.Tensors;

/** Means and variances of normalisation layers, as they are kept over a training. */
public final class RunningStatistics {
    /** Weight of a batch: {@value}, as in the usual implementations. */
    private static final float MOMENTUM = 0.1f;

    private RunningStatistics() {}

    /** Moves {@code running} towards those of a batch, r ← r + {@value #MOMENTUM} (b − r); those that it has none of stay. */
    public static void follow(Tensors running, Tensors batch) {
        batch.asMap().forEach((name, tensor) -> {
            float[] latest = tensor.values();
            float[] values = running.get(name).values();
            for (int i = 0; i < values.length; i++) {
                values[i] += MOMENTUM * (latest[i] - values[i]);
            }
        });
    }
}
