package org.meta4j.compress.internal;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;

/** The weights of one tensor on their way through a recipe. */
public final class Weights {
    private final String name;
    private final Shape shape;
    private final float[] values;
    private @Nullable BitSet kept;
    private @Nullable Levels levels;

    /** @param original is not changed */
    public Weights(String name, Tensor original) {
        this.name = name;
        this.shape = original.shape();
        this.values = original.values().clone();
    }

    /** As they are now: what was cut is 0, what was given levels has them. */
    public Tensor tensor() {
        return new Tensor(shape, values.clone());
    }

    public String name() {
        return name;
    }

    public Shape shape() {
        return shape;
    }

    /** How many are not cut. */
    public int count() {
        return kept == null ? values.length : kept.cardinality();
    }

    /** The live numbers. */
    float[] values() {
        return values;
    }

    /** Which are not cut; null for all. */
    @Nullable
    BitSet kept() {
        return kept;
    }

    @Nullable
    Levels levels() {
        return levels;
    }

    /** Output channels: the size of the last dimension. */
    int channels() {
        return shape.size(shape.rank() - 1);
    }

    boolean isKept(int index) {
        return kept == null || kept.get(index);
    }

    /** Cuts all weights but those given. */
    void keep(BitSet those) {
        kept = those;
        for (int i = 0; i < values.length; i++) {
            if (!those.get(i)) {
                values[i] = 0;
            }
        }
    }

    /** Moves each weight that is left to its nearest level. */
    void round(Levels to) {
        levels = to;
        for (int i = 0; i < values.length; i++) {
            if (isKept(i)) {
                int channel = i % channels();
                values[i] = to.value(to.nearest(values[i], channel), channel);
            }
        }
    }

    /** The weights of a channel that are left; of all channels for −1. */
    float[] left(int channel) {
        int step = channel < 0 ? 1 : channels();
        float[] found = new float[values.length / step];
        int count = 0;
        for (int i = Math.max(0, channel); i < values.length; i += step) {
            if (isKept(i)) {
                found[count] = values[i];
                count++;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
