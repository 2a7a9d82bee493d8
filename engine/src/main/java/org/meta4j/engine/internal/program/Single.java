package org.meta4j.engine.internal.program;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Value;
import org.meta4j.engine.internal.graph.ConvGeometry;
import org.meta4j.engine.internal.graph.Op;
import org.meta4j.engine.internal.graph.PoolGeometry;

/** A value that shares its step with no other. */
final class Single extends Item {
    final Value value;

    Single(Value value) {
        this.value = value;
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
        return List.of(value);
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
}
