package org.meta4j.engine.internal.program;

import org.jspecify.annotations.Nullable;
import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.UnaryOp;

/**
 * One operation of an {@link ElementStep} on one strip.
 *
 * @param kind what it does
 * @param unary function, where the kind is unary
 * @param binary function, where the kind is binary
 * @param x first source
 * @param y second source, or the place of a number that is the same for the whole strip
 * @param w third source
 * @param target where results go; for reductions the running sums
 */
record StripOp(
        Kind kind,
        @Nullable UnaryOp unary,
        @Nullable BinaryOp binary,
        StripRef x,
        StripRef y,
        StripRef w,
        StripRef target) {
    enum Kind {
        UNARY,
        BINARY,
        BINARY_SCALAR,
        SCALAR_BINARY,
        /** x·y + w. */
        MULTIPLY_ADD,
        /** x·number + w. */
        SCALE_ADD,
        /** Sum of all elements, added to one number. */
        SUM_ALL,
        /** Sums over rows, added to one row. */
        SUM_ROWS,
        /** Sums over rows of x·y, added to one row. */
        SUM_ROW_PRODUCTS,
        /** Sum of each row. */
        SUM_COLUMNS,
        /** One number a row, written along the row. */
        EXPAND_COLUMN
    }

    @Override
    public String toString() {
        Object function = unary != null ? unary : binary != null ? binary : kind;
        StringBuilder text = new StringBuilder(target + " = " + function + " " + x);
        if (y != StripRef.NONE) {
            text.append(' ').append(y);
        }
        if (w != StripRef.NONE) {
            text.append(' ').append(w);
        }
        return text.toString();
    }
}
