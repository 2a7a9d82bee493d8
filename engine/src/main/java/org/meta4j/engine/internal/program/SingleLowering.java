package org.meta4j.engine.internal.program;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Value;
import org.meta4j.engine.graph.ConvGeometry;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.graph.PoolGeometry;

/** Turns a {@link Single} into its step. */
final class SingleLowering {
    /** From so many channels on, a product per tap beats copying patches. */
    private static final int CHANNELS_FOR_TAPS = 8;

    private final Lowering lowering;
    private final int step;
    private final Single single;
    private final Value value;
    private final Op op;

    SingleLowering(Lowering lowering, Single single) {
        this.lowering = lowering;
        this.step = single.step;
        this.single = single;
        this.value = single.value;
        this.op = value.op();
    }

    private Buffer argument(int i) {
        return lowering.buffer(value.arguments().get(i), step);
    }

    /** Where the result goes: its own place, or that of what it is added to. */
    private Buffer result() {
        return adds()
                ? lowering.takeOver(Objects.requireNonNull(single.addend), single.result, step)
                : lowering.buffer(single.result, step);
    }

    /** Whether the result is added to numbers that lie where it goes. */
    private boolean adds() {
        return single.addend != null && row() == null;
    }

    /** What each row of a product begins from, or null. */
    private @Nullable Buffer row() {
        Value addend = single.addend;
        return addend != null && addend.op() instanceof Op.Repeat
                ? lowering.buffer(addend.arguments().get(0), step)
                : null;
    }

    /** A step of its own. */
    Step lower() {
        ConvGeometry conv = Single.convolution(op);
        if (conv != null) {
            return lowerBatch(Step.parts(ConvSteps.work(conv), Math.min(conv.images(), single.mostParts())));
        }
        PoolGeometry pool = Single.pooling(op);
        if (pool != null) {
            return lowerBatch(Step.parts(ReduceSteps.work(pool), pool.images()));
        }
        Buffer y = result();
        if (op instanceof Op.Constant constant) {
            return new MoveSteps.Fill(constant.value(), y);
        }
        Buffer x = argument(0);
        if (op instanceof Op.Repeat repeat) {
            return new MoveSteps.Repeat(repeat, x, y);
        }
        if (op instanceof Op.Sum sum) {
            return new ReduceSteps.SumMiddle(sum, x, y);
        }
        if (op instanceof Op.MaxColumns max) {
            return new ReduceSteps.MaxColumns(max, x, y);
        }
        if (op instanceof Op.Transpose transpose) {
            return new MoveSteps.Transpose(transpose, x, y);
        }
        if (op instanceof Op.Rows rows) {
            return new MoveSteps.Rows(rows, x, y);
        }
        if (op instanceof Op.PadRows pad) {
            return new MoveSteps.PadRows(pad, x, y);
        }
        if (op instanceof Op.MatMul matmul) {
            return PanelGemmStep.pays(matmul)
                    ? new PanelGemmStep(matmul, x, argument(1), y, adds(), row())
                    : new GemmStep(matmul, x, argument(1), y, adds(), row());
        }
        throw new IllegalStateException("no step for " + op);
    }

    /** A step that goes through a batch in so many parts. */
    BatchStep lowerBatch(int parts) {
        Buffer y = result();
        if (op instanceof Op.PoolIndex index) {
            return pool(ReduceSteps.PoolKind.INDEX, index.geometry(), argument(0), y, parts);
        }
        if (op instanceof Op.PoolTake take) {
            return pool(ReduceSteps.PoolKind.TAKE, take.geometry(), argument(1), y, parts);
        }
        if (op instanceof Op.PoolPut put) {
            return pool(ReduceSteps.PoolKind.PUT, put.geometry(), argument(1), y, parts);
        }
        if (op instanceof Op.Conv conv) {
            return conv(PatchSteps.Kind.FORWARD, conv.geometry(), y, parts);
        }
        if (op instanceof Op.ConvInput conv) {
            return conv(PatchSteps.Kind.INPUT, conv.geometry(), y, parts);
        }
        if (op instanceof Op.ConvWeight conv) {
            return conv(PatchSteps.Kind.WEIGHT, conv.geometry(), y, parts);
        }
        throw new IllegalStateException("no step image by image for " + op);
    }

    /** Whether a convolution copies patches, rather than multiplying tap by tap. */
    static boolean goesByPatches(ConvGeometry geometry) {
        return geometry.channels() < CHANNELS_FOR_TAPS;
    }

    private BatchStep pool(ReduceSteps.PoolKind kind, PoolGeometry g, Buffer index, Buffer y, int parts) {
        return new ReduceSteps.Pool(kind, g, argument(0), index, y, parts);
    }

    private BatchStep conv(PatchSteps.Kind kind, ConvGeometry g, Buffer y, int parts) {
        Buffer a = argument(0);
        Buffer b = argument(1);
        boolean sums = kind == PatchSteps.Kind.WEIGHT && parts > 1;
        if (goesByPatches(g)) {
            Buffer partial = sums ? lowering.temporary(y.length * parts, step) : y;
            return new PatchSteps.Patches(kind, g, a, b, partial, y, adds(), parts);
        }
        if (WinogradTiles.suits(g)) {
            return winograd(kind, g, a, b, y, parts);
        }
        Buffer partial = sums ? lowering.temporary(y.length * parts, step) : y;
        TapTable table = lowering.table(g);
        return kind == PatchSteps.Kind.WEIGHT
                ? new ConvSteps.Weight(g, table, a, b, partial, y, adds(), parts)
                : new ConvSteps.Gathered(g, table, kind == PatchSteps.Kind.FORWARD, a, b, y, parts);
    }

    private BatchStep winograd(PatchSteps.Kind kind, ConvGeometry g, Buffer a, Buffer b, Buffer y, int parts) {
        if (kind == PatchSteps.Kind.WEIGHT) {
            Buffer partial = lowering.temporary(WinogradSteps.Filters.length(g) * parts, step);
            return new WinogradSteps.Weight(g, a, b, partial, y, parts);
        }
        boolean forward = kind == PatchSteps.Kind.FORWARD;
        return new WinogradSteps.Gathered(g, forward, a, lowering.winogradFilters(g, !forward, b, step), y, parts);
    }
}
