package org.meta4j.engine.internal.program;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Value;
import org.meta4j.engine.graph.ConvGeometry;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.graph.PoolGeometry;

/** A value that shares its step with no other, or a product and the sum that it is added up in. */
final class Single extends Item {
    /** So many pixels make the product some twenty times as long as adding what it leaves to the other parts'. */
    private static final int PART_PIXELS = 192;

    final Value value;

    /** What the product is added to, in its place; null if it is not. */
    final @Nullable Value addend;

    /** What the step leaves: the value, or the sum that it goes into. */
    final Value result;

    Single(Value value) {
        this.value = value;
        this.addend = null;
        this.result = value;
    }

    Single(Value product, Value addend, Value sum) {
        this.value = product;
        this.addend = addend;
        this.result = sum;
    }

    /** The convolution that an operation is part of, or null. */
    static @Nullable ConvGeometry convolution(Op op) {
        if (op instanceof Op.Conv conv) {
            return conv.geometry();
        }
        if (op instanceof Op.ConvInput conv) {
            return conv.geometry();
        }
        return op instanceof Op.ConvWeight conv ? conv.geometry() : null;
    }

    /** The pooling that an operation is part of, or null. */
    static @Nullable PoolGeometry pooling(Op op) {
        if (op instanceof Op.PoolIndex pool) {
            return pool.geometry();
        }
        if (op instanceof Op.PoolTake pool) {
            return pool.geometry();
        }
        return op instanceof Op.PoolPut pool ? pool.geometry() : null;
    }

    @Override
    List<Value> members() {
        return addend == null ? List.of(value) : List.of(value, result);
    }

    @Override
    int images() {
        ConvGeometry conv = convolution(value.op());
        PoolGeometry pool = pooling(value.op());
        return conv != null ? conv.images() : pool != null ? pool.images() : 0;
    }

    @Override
    boolean takes(int images) {
        return images() == images;
    }

    @Override
    long work() {
        ConvGeometry conv = convolution(value.op());
        if (conv != null) {
            return ConvSteps.work(conv);
        }
        PoolGeometry pool = pooling(value.op());
        return pool == null ? 0 : ReduceSteps.work(pool);
    }

    /** Each part of a gradient to filters writes as many numbers as the filters have, which its pixels must outweigh. */
    @Override
    int mostParts() {
        return value.op() instanceof Op.ConvWeight conv
                ? Math.max(1, conv.geometry().images() * conv.geometry().outPixels() / PART_PIXELS)
                : super.mostParts();
    }
}
