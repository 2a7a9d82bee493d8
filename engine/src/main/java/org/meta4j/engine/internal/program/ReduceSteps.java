package org.meta4j.engine.internal.program;

import java.util.Arrays;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.graph.PoolGeometry;

/** Reductions that element-wise steps do not take in. */
final class ReduceSteps {
    private ReduceSteps() {}

    /** Multiply-adds that pooling is worth. */
    static long work(PoolGeometry g) {
        return (long) g.images() * g.inLength() * 8;
    }

    /** [outer, middle, inner] to [outer, inner]. */
    static final class SumMiddle extends Step {
        private final Op.Sum op;
        private final Buffer x;
        private final Buffer y;

        SumMiddle(Op.Sum op, Buffer x, Buffer y) {
            this.op = op;
            this.x = x;
            this.y = y;
        }

        @Override
        public void run(int part, Frame f) {
            float[] target = y.array(f);
            Arrays.fill(target, y.offset, y.offset + y.length, 0);
            for (int o = 0; o < op.outer(); o++) {
                f.kernels.addRows(
                        op.middle(),
                        op.inner(),
                        x.array(f),
                        x.offset + o * op.middle() * op.inner(),
                        target,
                        y.offset + o * op.inner());
            }
        }

        @Override
        public String toString() {
            return "sum " + op.outer() + "x(" + op.middle() + ")x" + op.inner() + " " + x + " -> " + y;
        }
    }

    static final class MaxColumns extends Step {
        private final Op.MaxColumns op;
        private final Buffer x;
        private final Buffer y;

        MaxColumns(Op.MaxColumns op, Buffer x, Buffer y) {
            this.op = op;
            this.x = x;
            this.y = y;
        }

        @Override
        public void run(int part, Frame f) {
            f.kernels.maxColumns(op.rows(), op.columns(), x.array(f), x.offset, y.array(f), y.offset);
        }

        @Override
        public String toString() {
            return "max " + op.rows() + "x(" + op.columns() + ") " + x + " -> " + y;
        }
    }

    enum PoolKind {
        INDEX,
        TAKE,
        PUT
    }

    /** The three pooling operations, image by image. */
    static final class Pool extends BatchStep {
        private final PoolKind kind;
        private final PoolGeometry g;
        private final Buffer x;
        private final Buffer index;
        private final Buffer y;

        /** @param index where the maxima are; for {@link PoolKind#INDEX} not read */
        Pool(PoolKind kind, PoolGeometry geometry, Buffer x, Buffer index, Buffer y, int parts) {
            super(geometry.images(), parts);
            this.kind = kind;
            this.g = geometry;
            this.x = x;
            this.index = index;
            this.y = y;
        }

        @Override
        void run(int part, int first, int end, Frame f) {
            for (int image = first; image < end; image++) {
                int large = image * g.inLength();
                int small = image * g.outLength();
                float[] source = x.array(f);
                float[] target = y.array(f);
                switch (kind) {
                    case INDEX ->
                        f.kernels.poolIndex(
                                g.height(),
                                g.width(),
                                g.channels(),
                                g.side(),
                                source,
                                x.at(large, f),
                                target,
                                y.at(small, f));
                    case TAKE ->
                        f.kernels.poolTake(
                                g.height(),
                                g.width(),
                                g.channels(),
                                g.side(),
                                source,
                                x.at(large, f),
                                index.array(f),
                                index.at(small, f),
                                target,
                                y.at(small, f));
                    case PUT ->
                        f.kernels.poolPut(
                                g.height(),
                                g.width(),
                                g.channels(),
                                g.side(),
                                source,
                                x.at(small, f),
                                index.array(f),
                                index.at(small, f),
                                target,
                                y.at(large, f));
                }
            }
        }

        @Override
        public String toString() {
            return "pool-" + kind.name().toLowerCase(java.util.Locale.ROOT) + " " + g + " " + x + " -> " + y;
        }
    }
}
