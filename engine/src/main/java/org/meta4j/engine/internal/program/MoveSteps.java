package org.meta4j.engine.internal.program;

import java.util.Arrays;
import org.meta4j.engine.graph.Op;

/** Steps that move numbers without computing. */
final class MoveSteps {
    private MoveSteps() {}

    static final class Copy extends Step {
        private final Buffer x;
        private final Buffer y;

        Copy(Buffer x, Buffer y) {
            this.x = x;
            this.y = y;
        }

        @Override
        public void run(int part, Frame f) {
            System.arraycopy(x.array(f), x.offset, y.array(f), y.offset, y.length);
        }

        @Override
        public String toString() {
            return "copy " + x + " -> " + y;
        }
    }

    static final class Fill extends Step {
        private final float number;
        private final Buffer y;

        Fill(double number, Buffer y) {
            this.number = (float) number;
            this.y = y;
        }

        @Override
        public void run(int part, Frame f) {
            Arrays.fill(y.array(f), y.offset, y.offset + y.length, number);
        }

        @Override
        public String toString() {
            return "fill " + number + " -> " + y;
        }
    }

    static final class Transpose extends Step {
        private final Op.Transpose op;
        private final Buffer x;
        private final Buffer y;

        Transpose(Op.Transpose op, Buffer x, Buffer y) {
            this.op = op;
            this.x = x;
            this.y = y;
        }

        @Override
        public void run(int part, Frame f) {
            int block = op.rows() * op.columns();
            for (int b = 0; b < op.batch(); b++) {
                f.kernels.transpose(
                        op.rows(), op.columns(), x.array(f), x.offset + b * block, y.array(f), y.offset + b * block);
            }
        }

        @Override
        public String toString() {
            return "transpose " + op.batch() + "x" + op.rows() + "x" + op.columns() + " " + x + " -> " + y;
        }
    }

    /** [outer, inner] to [outer, middle, inner]. */
    static final class Repeat extends Step {
        private final Op.Repeat op;
        private final Buffer x;
        private final Buffer y;

        Repeat(Op.Repeat op, Buffer x, Buffer y) {
            this.op = op;
            this.x = x;
            this.y = y;
        }

        @Override
        public void run(int part, Frame f) {
            if (op.inner() == 1) {
                f.kernels.repeatColumn(op.outer(), op.middle(), x.array(f), x.offset, y.array(f), y.offset);
                return;
            }
            for (int o = 0; o < op.outer(); o++) {
                f.kernels.repeatRow(
                        op.middle(),
                        op.inner(),
                        x.array(f),
                        x.offset + o * op.inner(),
                        y.array(f),
                        y.offset + o * op.middle() * op.inner());
            }
        }

        @Override
        public String toString() {
            return "repeat " + op.outer() + "x(" + op.middle() + ")x" + op.inner() + " " + x + " -> " + y;
        }
    }

    /** Some rows of x; the copy is small beside what is done with it. */
    static final class Rows extends Step {
        private final Op.Rows op;
        private final Buffer x;
        private final Buffer y;

        Rows(Op.Rows op, Buffer x, Buffer y) {
            this.op = op;
            this.x = x;
            this.y = y;
        }

        @Override
        public void run(int part, Frame f) {
            System.arraycopy(x.array(f), x.offset + op.from() * op.width(), y.array(f), y.offset, y.length);
        }

        @Override
        public String toString() {
            return "rows " + op.from() + "+" + op.count() + " " + x + " -> " + y;
        }
    }

    static final class PadRows extends Step {
        private final Op.PadRows op;
        private final Buffer x;
        private final Buffer y;

        PadRows(Op.PadRows op, Buffer x, Buffer y) {
            this.op = op;
            this.x = x;
            this.y = y;
        }

        @Override
        public void run(int part, Frame f) {
            float[] target = y.array(f);
            int from = y.offset + op.from() * op.width();
            Arrays.fill(target, y.offset, from, 0);
            System.arraycopy(x.array(f), x.offset, target, from, x.length);
            Arrays.fill(target, from + x.length, y.offset + y.length, 0);
        }

        @Override
        public String toString() {
            return "padRows " + op.from() + "+" + op.count() + " of " + op.total() + " " + x + " -> " + y;
        }
    }
}
