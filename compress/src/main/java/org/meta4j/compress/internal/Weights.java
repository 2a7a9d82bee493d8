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
    private final float[] behind;
    private final Tensor live;
    private @Nullable BitSet kept;
    private @Nullable Levels levels;

    /** @param original is not changed */
    public Weights(String name, Tensor original) {
        this.name = name;
        this.shape = original.shape();
        this.values = original.values().clone();
        this.behind = values.clone();
        this.live = new Tensor(shape, values);
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

    /** As {@link #tensor}, but not a copy. */
    Tensor live() {
        return live;
    }

    /** The live numbers before they were given levels. */
    float[] behind() {
        return behind;
    }

    /** Takes other numbers in the place of those before, cut and rounded as they were. */
    void follow(Tensor numbers) {
        System.arraycopy(numbers.values(), 0, behind, 0, behind.length);
        clear(behind);
        System.arraycopy(behind, 0, values, 0, values.length);
        if (levels != null) {
            round(levels);
        }
    }

    /** Sets to zero what belongs to weights that are cut. */
    void clear(float[] numbers) {
        if (kept != null) {
            for (int i = kept.nextClearBit(0); i < numbers.length; i = kept.nextClearBit(i + 1)) {
                numbers[i] = 0;
            }
        }
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

    /** Has none cut any more: the next numbers that are {@link #follow followed} are taken as they are. */
    void uncut() {
        kept = null;
    }

    /** Cuts all weights but those given. */
    void keep(BitSet those) {
        kept = those;
        clear(values);
        clear(behind);
    }

    /** Moves each weight that is left to the level nearest to what it was before it had one. */
    void round(Levels to) {
        levels = to;
        for (int i = 0; i < values.length; i++) {
            if (isKept(i)) {
                int channel = i % channels();
                values[i] = to.value(to.nearest(behind[i], channel), channel);
            }
        }
    }

    /** The weights of a channel that are left, before they are given levels; of all channels for −1. */
    float[] left(int channel) {
        int step = channel < 0 ? 1 : channels();
        float[] found = new float[values.length / step];
        int count = 0;
        for (int i = Math.max(0, channel); i < values.length; i += step) {
            if (isKept(i)) {
                found[count] = behind[i];
                count++;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
