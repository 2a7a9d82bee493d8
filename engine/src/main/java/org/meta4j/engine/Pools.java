package org.meta4j.engine;

import org.meta4j.engine.graph.Op;
import org.meta4j.engine.graph.PoolGeometry;

/** Makes the parts of max-pooling: where the largest elements are, taking from there, putting back there. */
final class Pools {
    private Pools() {}

    static Value index(Value x, PoolGeometry g) {
        return Algebra.make(new Op.PoolIndex(g), pooled(g), x);
    }

    static Value take(Value x, Value index, PoolGeometry g) {
        return x.isConstant()
                ? x.graph().constant(Algebra.constantOf(x), pooled(g))
                : Algebra.make(new Op.PoolTake(g), pooled(g), x, index);
    }

    static Value put(Value x, Value index, PoolGeometry g) {
        Shape shape = Shape.of(g.images(), g.height(), g.width(), g.channels());
        return x.isConstant(0) ? x.graph().constant(0, shape) : Algebra.make(new Op.PoolPut(g), shape, x, index);
    }

    private static Shape pooled(PoolGeometry g) {
        return Shape.of(g.images(), g.height() / g.side(), g.width() / g.side(), g.channels());
    }
}
