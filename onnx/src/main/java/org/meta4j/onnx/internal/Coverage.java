package org.meta4j.onnx.internal;

import java.util.Optional;
import java.util.Set;
import org.meta4j.engine.graph.Op;

/** Which operations have a translation. */
final class Coverage {
    private static final Set<Class<? extends Op>> KNOWN = Set.of(
            Op.Input.class,
            Op.Parameter.class,
            Op.Constant.class,
            Op.Unary.class,
            Op.Binary.class,
            Op.Sum.class,
            Op.Repeat.class,
            Op.MaxColumns.class,
            Op.Reshape.class,
            Op.Transpose.class,
            Op.Rows.class,
            Op.PadRows.class,
            Op.MatMul.class,
            Op.Conv.class,
            Op.ConvInput.class,
            Op.ConvWeight.class,
            Op.PoolIndex.class,
            Op.PoolTake.class,
            Op.PoolPut.class,
            Op.StopGradient.class);

    private Coverage() {}

    /** What cannot be expressed; empty if all can. */
    static Optional<String> problem(Op op) {
        if (!KNOWN.contains(op.getClass())) {
            return Optional.of(op.getClass().getSimpleName());
        }
        // 32-bit floats have no such number.
        if (op instanceof Op.Constant constant
                && Double.isFinite(constant.value())
                && Float.isInfinite((float) constant.value())) {
            return Optional.of("constant " + constant.value());
        }
        return Optional.empty();
    }
}
